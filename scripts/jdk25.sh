# Sourced by the scripts, with ROOT set: a JDK 25 for JAVA_HOME, and Maven.

jdk_version() { "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

find_jdk25() {
    local home version
    for home in "${JAVA_HOME:-}" \
        "$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')" \
        /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -x "$home/bin/javac" ] || continue
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge 25 ]; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    echo "Yamanote needs a JDK 25 or later and found none: install one (Temurin 25, say) or set JAVA_HOME to it." >&2
    return 1
}

# Maven if it is installed, else the wrapper, which fetches it from the repository that MVNW_REPOURL names.
maven() {
    if command -v mvn >/dev/null 2>&1; then
        mvn "$@"
    elif [ -n "${MVNW_REPOURL:-}" ]; then
        "$ROOT/mvnw" "$@"
    else
        echo "Maven was not found: install it, or set MVNW_REPOURL to the address of Maven Central or of a mirror of it, and run this again." >&2
        return 1
    fi
}

# Runs Maven, showing modules, test classes and what went wrong; everything is in target/build.log.
quiet_maven() {
    mkdir -p "$ROOT/target"
    local log="$ROOT/target/build.log"
    set +e
    maven -B -ntp "$@" 2>&1 | tee "$log" | awk '
        /^\[INFO\] Building [^j]/ { sub(/^\[INFO\] Building /, ""); print "== " $0; fflush(); next }
        /Tests run:/ { sub(/^\[[A-Z]*\] */, ""); print "   " $0; fflush(); next }
        /^\[ERROR\]/ || /^\[WARNING\].*\.java:/ || /BUILD (SUCCESS|FAILURE)/ || /Total time:/ { print; fflush() }'
    local status=${PIPESTATUS[0]}
    set -e
    [ "$status" -eq 0 ] || echo "the whole log: $log" >&2
    return "$status"
}

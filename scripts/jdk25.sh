# Sourced by the scripts: finds a JDK 25 or later and exports JAVA_HOME, or says what is missing.

jdk_version() { "$1/bin/javac" -version 2>/dev/null | sed -n 's/^javac \([0-9]*\).*/\1/p'; }

find_jdk25() {
    local home
    for home in "${JAVA_HOME:-}" \
        "$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.home = //p')" \
        /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -x "$home/bin/javac" ] || continue
        local version
        version=$(jdk_version "$home")
        if [ "${version:-0}" -ge 25 ]; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    echo "Yamanote needs a JDK 25 or later and found none: install one (for example Temurin 25) or set JAVA_HOME to it." >&2
    return 1
}

# Maven if it is installed, else the wrapper.
maven() {
    if command -v mvn >/dev/null 2>&1; then mvn "$@"; else "$ROOT/mvnw" "$@"; fi
}

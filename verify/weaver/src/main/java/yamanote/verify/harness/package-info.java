/** Compiles programs with and without the weaver and runs them in virtual machines of their own. */
package yamanote.verify.harness;

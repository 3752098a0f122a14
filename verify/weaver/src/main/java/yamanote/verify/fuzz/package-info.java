/** Random programs over the constructs that javac knows, from a seed. */
package yamanote.verify.fuzz;

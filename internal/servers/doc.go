// Package servers starts database servers for tests: on loopback, as an ordinary user, in a folder of the test's, with
// the binaries of Debian's packages. A test whose server is not installed is skipped, and says which package has it; with
// CI=true it fails.
package servers

// Package storetest holds what the tests of the store and of its Cayley back end share: random quads, a model to
// compare with, and a context that ends after so many looks.
package storetest

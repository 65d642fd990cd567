// Package expr has the values that expressions of a query work on, and what can be done with them: the operators,
// functions, casts and sums of SPARQL 1.1, section 17, with the numbers, dates and times of XML Schema 1.1.
//
// A [Value] is an RDF term that has been read: a number is a number, a date a date. The zero Value is an error, which
// an unbound variable is as well; functions that are given one give one back, and so does whatever the standard calls
// a type error. Nothing else goes wrong here but a limit, which [Env.Err] tells.
//
// A literal whose text its datatype does not allow is of unknown type, as is one of a datatype that is not known: it
// is equal to itself, and to compare it with another literal is an error.
//
// Values are immutable. An [Env] is one goroutine's.
package expr

// Package algebra has the operators and expressions that a query language compiles to: those of SPARQL 1.1, section 18,
// as data. It evaluates nothing.
//
//   - query.go: a whole query, its table of variables, its datasets.
//   - op.go: operators, which take solutions and give solutions.
//   - path.go: property paths.
//   - expr.go, function.go: expressions, and the functions and operators that they call.
//   - update.go: the operations of a request that changes a graph.
//   - scope.go: which variables an operator may bind and which it mentions.
//   - bind.go: values given to variables from outside.
//
// Variables are small numbers, indexes into [Query.Vars]. A number means one variable in one scope: what a subquery
// does not project has numbers of its own, and so have the blank nodes of patterns and whatever the translation needs
// in between. So an evaluator can join solutions by number and never needs to think of scopes.
//
// Nothing in a tree changes once it is made. Trees may be shared by goroutines.
package algebra

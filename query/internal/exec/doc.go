// Package exec runs plans of queries over the numbers of a state.
//
// A plan becomes a chain of functions, each of which puts its solutions into the slots of the run, one after the other,
// and calls the next one for each ([builder]). Whoever sets a slot puts it back. So solutions stream: what needs all of
// them at once, as sorting and grouping do, keeps rows in tables that are charged to the run's budget.
package exec

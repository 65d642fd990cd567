// Package byhand answers a few questions about talent data with straight loops over sorted arrays: what one
// would write who needs these answers, fast, and nothing else. Benchmarks take it as the yardstick for the
// library's own questions, and tests as one more opinion.
//
// Terms are numbered in one arena, quads lie in columns by subject and by object, put there by counting
// sort. Nothing changes once it is built, there is no context, no label, no evidence, and no error.
package byhand

// Package contexts has the context algorithms of JSON-LD 1.1 Processing Algorithms and API, sections 4.1 to 4.4, 5.2
// and 6.2 to 6.4: from local contexts to active ones, and between IRIs and the terms that stand for them.
//
//	context   the active context and its term definitions
//	terms     the persistent map that holds them
//	process   a local context into an active one
//	define    one term of a local context
//	remote    contexts that are referred to by IRI
//	expand    terms and relative references to IRIs
//	inverse   which term to choose for an IRI and a value
//	compact   IRIs to terms
//
// An active context does not change once it is made; a new one shares with the old what it does not change. So what
// is made of a remote or a scoped context is kept and used again: see [Processor].
//
// What contexts can ask for is bounded: how deep they hang on one another, how many are fetched, and the sum of what
// terms expand to.
package contexts

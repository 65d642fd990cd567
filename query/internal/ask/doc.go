// Package ask is what the questions of package query and of query/structs share; each family of questions stands on
// it alone.
//
// A question comes in by one of its forms, [Slice], [SlicePages], [One], [Stream] or [StreamPages]. They read the
// [Options], bind the [State] of the graph, keep to Top and fill the [Plan]. What the question itself gets is a
// [Question], the question under way, which knows
//
//   - which claims count ([Question.Keep], already inside everything below);
//   - names: [Question.Resolve], [Question.ResolveWithUnits], [Question.ResolveSector];
//   - steps from many nodes to the next ones: [Question.Into], [Question.OutOf], [Question.Narrowed];
//   - what is said of many nodes: [Question.EachNode], a page of them at a time by [EachPage];
//   - times: [Question.InTime], [Question.Choose];
//   - which unit belongs to which organization: [Question.Units].
//
// Rows keep the State, which never changes, and read the rest from it when they are asked: [State.ValuesOf],
// [State.EntitiesOf], [State.Strongest], [State.EvidenceOf]. Lists of nodes are ascending and hold each node once
// unless their function says otherwise; numbers of the vocabulary are in [Terms].
package ask

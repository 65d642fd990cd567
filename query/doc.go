// Package query answers questions about moves, people, organizations, strategies and who says so.
//
// Each question is a function that takes a context, a [graph.Reader] and options, and gives typed rows:
//
//   - Moves: [WhoLeft], [Moves], [Joined], [Left]; how many went where: [Flows], [FlowsByYear],
//     [FlowsByPeriod], [FlowsBySector], [FlowsBetweenSectors], [NetFlow], [Brokers]; chains of moves: [Downstream], [Upstream].
//   - People: [Career], [Colleagues], [ProfilePerson], [Leaders], [Teams], [Founders], [StartUps].
//   - Organizations: [Roster], [Alumni], [Returns], [ProfileOrganization], [Investments], [Rivals], [Compare].
//   - Strategies and sectors: [Strategies], [StrategiesOf], [StrategiesBySector], [Sectors], [Presences],
//     [Matrix].
//   - Evidence: [Why], [Claims], [Disputed], [Contradicted], [Sources]; when it happened: [Span]; [WithSource] and [ReadText] show the passages themselves.
//   - Connections: [ShortestPath], [Paths], [Neighbourhood]; as nodes and arrows: [Network], [Around].
//   - Names: [Search]; what is likely told of twice: [Duplicates].
//   - Any other RDF data: package query/structs reads structs by their tags, and writes them.
//
// Names given to a question may be IRIs, compact IRIs or labels in any script; see [graph.Snapshot.Resolve].
// Organizations include their units.
//
// # Rows
//
// A row points into the snapshot that the question saw. Labels, details and evidence are read when they
// are asked for. Detach copies what a row has to tell and lets the snapshot go. The methods that take a
// context ([Flow.Moves], [Claimed.Facts]) are questions of their own, and errors after Detach. Sums ([Flow], [YearFlow], [PeriodFlow],
// [SectorFlow], [SectorsFlow], [Net], [Rival], [Compared]) count people beside moves, and have three: the Moves behind them, how many are how certain (Grades), and the
// claims about them (Evidence). Every row
// prints itself (String) and marshals to JSON, the same each time. In the JSON of a profile, of [Compared], [SectorMatrix] and [Ties]
// a list of more than 16 claims that stands behind several parts is written with the first of them, and the others have its
// number as evidenceId; and the many sectors and uses of a strategy stand with the first of its organizations. What is read has
// them with each.
//
// # What every question takes
//
// The options [CertaintyAtLeast] and [Source] take claims away first: a fact without a claim left is no
// fact, and the question is asked of what remains. A fact is as certain as its strongest claim, but disputed
// where a value of the same move or post cannot be true beside it, a row as
// its weakest fact, the time that it shows included; [Contradicted] tells what other facts say against rows. Types, labels and the order of sectors are a data set's own statements and stay.
//
// [AsOf] and [Between] take away what has another time. A row is as dated as the node that it comes from:
// the move, the post, the strategy, the thing led. Years, months and days keep the precision they were
// given, and what may have happened in time counts. Facts without a time stay under AsOf and go under
// Between, unless [Undated] says otherwise.
//
// [Explain] tells the steps that were taken, what was read, how many nodes and rows went in and came out,
// and how long it took.
//
// An option that a question has no use for is an error, an [*OptionError] as for an option's or an argument's value
// that cannot be. A name that cannot be resolved is a [*graph.NameError].
//
// # Sequences and slices
//
// A question that can give rows as it finds them gives an iter.Seq2: the error comes last and once, each range asks
// afresh, and a context that ends is an error, never a shorter answer. [Top] ends it early. One that must have all
// rows first, to sum or to order them, gives a slice. [WhoLeft] and [StrategiesBySector] are the slice forms of
// [Moves] and [Strategies].
//
// What takes [Top] takes [After], [Next] and [Total]: an answer can be had page by page, and its rows can be counted
// without being made. What is one row, such as a profile or [Matrix], has no pages.
//
// [Moves], [Joined], [Left], [Strategies], [StrategiesOf], [Leaders], [Teams], [Founders], [Roster], [Presences] and
// [Neighbourhood] allocate nothing for a row: what it tells is read when it is asked for, and the lists of many rows
// share their memory. A presence through many things allocates to order them. [Search] allocates a dozen times a
// row, structs.Find what its struct holds. Nodes that have changed since the store last merged cost more.
// BenchmarkAllocations lists all questions.
//
// # Where to find what
//
// A family of questions has its files: moves_, people_, orgs_, sectors_, evidence_, ways_ and names_. What stands behind
// the family's name is what a file is about: moves.go has WhoLeft, Moves, Joined and Left, moves_row.go the row, and
// moves_net.go NetFlow and Brokers; files that end in _find have how rows are found. What all families share is package
// query/internal/ask, what a row stands on is grounds.go. query/structs reads any RDF data into structs,
// query/questions lists all questions with their words.
//
// EXTENDING.md has the recipe for a new question.
package query

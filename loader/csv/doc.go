// Package csv reads tables as an analyst keeps them in a spreadsheet, and makes facts of their rows: who moved
// where, who the people and organizations are, which strategies they follow, each with the source that says
// so. Package loader uses it for files that end with .csv or .tsv: loader.LoadFile is the way in. An [Importer] is for
// who has a transaction of their own:
//
//	err := g.Update(ctx, func(tx *graph.Tx) error {
//		im, err := csv.NewImporter(ctx, tx, file)
//		for err == nil {
//			_, err = im.ImportRow(ctx)
//		}
//		if err == io.EOF {
//			return nil
//		}
//		return err
//	})
//
// # The file
//
// Comma-separated values as RFC 4180 has them, in UTF-8; a byte order mark is skipped. Semicolons or tabs
// separate as well as commas: the heading line shows which. The first line holds the headings, in any order
// and case. Cells are trimmed; empty cells say nothing, and rows of empty cells are passed over.
//
// # Tables
//
// The headings tell which of four tables it is. Each has a Chinese name in both scripts, too ([Headings]
// lists all); columns marked * must be there, and filled in every row. "Several" is several things in one
// cell, separated by ";", "；" or "、".
//
//	moves           what it makes
//	  person *      tg:person, a tg:Person
//	  from, to      tg:from, tg:to, each an org:Organization; at least one of the two
//	  year          tg:year, a number
//	  when          tg:when: 2024, 2024-03 or 2024-03-15, also as 2024年3月15日 or 2024/3/15; gives the year, too
//	  role          tg:role, a text
//	  kind          tg:moveKind: hire, departure, founding or promotion
//	  sector        tg:sector, several
//	  team          tg:withTeam: yes or no
//	  team_size     tg:teamSize, a number; says that there is a team, too
//
//	people
//	  person *      the person's name (also under the heading "name")
//	  also_known_as skos:altLabel, several
//	  known_for     tg:knownFor, a text
//	  field         tg:field, several sectors
//
//	organizations
//	  organization *
//	  also_known_as skos:altLabel, several
//	  sector        tg:sector, several
//	  kind          tg:orgKind: giant, hardware maker or start-up
//	  part_of       org:unitOf, an organization; the row's is then an org:OrganizationalUnit, too
//
//	strategies
//	  organization *  tg:of
//	  summary *     tg:summary, a text
//	  sector        tg:sector, several
//	  intended      tg:intended: yes if it is planned or attempted only
//
//	all tables
//	  id            the IRI of what the row is about, written "https://…" or with a prefix, "id:…"
//	  source        the text that says so: the claim's prov:hadPrimarySource, by IRI or by name
//	  paragraph     tg:paragraph, from 1
//	  start, end    tg:start, tg:end: runes in the paragraph, the end exclusive
//	  certainty     tg:certainty: stated, inferred, speculative or disputed
//	  note          tg:note, a text
//
// Words to choose among (kind, certainty, yes and no) may be in Chinese, too, as the vocabulary labels them: 受聘,
// 初創公司, 推斷, 是. Some are understood in other words as well, such as 入職 and 離職. Digits may be wide ones.
//
// A heading that begins with "#" is the analyst's own, and its column is not read. Any other heading is an
// error, so that no column is lost by a slip of the pen.
//
// Names and texts take a language after "@": the column "person@zh-Hant" holds the name in traditional
// Chinese. The column without one must be there as well for a name; its language is English, or Chinese
// ("zh") for a text with Chinese characters.
//
// # Rows become claims
//
// A row with a source is a claim of that source (graph.Tx.Assert), and the claim is the graph label of the
// row's facts. A row without one states its facts under the label given by [WithLabel], or in the default
// graph. Names, types and the records of claims always go there. The same row read again changes nothing.
//
// A row is about the move or strategy that its id names. Without an id, rows about the same strategy are those with the
// same organization and summary: told by two sources, it is one strategy with two claims.
//
// # Rows that tell of one move
//
// News tells of one move several times, with more or less of it. Rows without an id, of this table and of those before, are
// one move if they have the same person and do not contradict each other: each end is equal, missing in one, or an
// organization of which the other is a unit; the times can be the same, as 2024 and 2024-03 can, and no time goes with any;
// a promotion, or what else stays within an organization, is no passage between two. Beside the person they must share
// an end that both know: "left A" and "joined B" stay two moves until some row tells both, unless [JoinHalves] is asked for.
// All rows of a move must fit each other. A row that fits two moves which do not fit each other joins neither, and is told by
// [Importer.Apart]. Rows join moves that the graph has from other files, too; two of those, or two ids, stay two.
//
// So the moves depend on what the rows say, not on their order, on the files that they stand in, or on when those are
// loaded: a later row can join two moves, or show that one was two. Each row keeps its claim, as the graph label of
// what it says. The move's IRI is that of one of its rows; those that the others would have had are merged into it
// (tg:mergedInto). Moves are written at the end of their table. See package internal/join for the rules in full.
//
// # Names become entities
//
// A cell names an entity by its IRI ("https://…", "<…>" or with a known prefix), or by a name. A name is
// looked up as questions look it up (graph.Snapshot.Resolve), among entities of the right kind, as they
// stand before the file and as the file's own rows above have named them. A name of several entities is an
// error that lists them: write the IRI instead. A name of none makes a new entity with a type and this name.
//
// So 楊紅霞, 杨红霞 and Yang Hongxia are one person, be she known before or new in the table, whichever row comes
// first. If no name fits exactly, one does that is the same
//
//   - in the other script, traditional or simplified, character by character;
//   - in pinyin, for a name in Latin letters; or the other way round, for a Chinese name, that of an entity with
//     no Chinese name so far. Two Chinese names that sound alike stay two;
//   - but for spaces, hyphens, dots, apostrophes and accents: Deep Seek and DeepSeek. Other signs tell names
//     apart, as in C++ and C#.
//
// Each form that is written becomes a label of the entity (skos:altLabel). Names that have nothing in common,
// ByteDance and 字節跳動, are made known as one by a row with both: "organization,organization@zh-Hant", or
// also_known_as.
//
// The new IRI is made of the kind and the name, and so is the same each time: "https://talentgraph.example/id/"
// (or another [WithNamespace]), then "person-yang-hongxia", "organization-字節跳動". Chinese characters stay, since different
// names sound alike. Signs other than letters and digits become "-"; where that could make one IRI of two
// names, as of C++ and C#, a few letters that are worked out from the name follow.
//
// # Writing
//
// There is no writer: a graph is no table. Ask a question of package query and write its rows by
// encoding/csv.
package csv

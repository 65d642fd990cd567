// Package picture draws the answers of package query.
//
//		flows, err := query.Flows(ctx, g)
//		if err != nil { ... }
//		p, err := picture.Flows(ctx, flows, picture.Lang("en", "zh-Hant"))
//		if err != nil { ... }
//		err = p.SVG(w)
//
//	  - Flows: who loses people to whom, in two columns.
//	  - Around: one organization as an hourglass: where its people came from, and where they went.
//	  - FlowMatrix and Matrix: tables of marks, for what is too dense for lines.
//	  - Careers: lanes by year, with a column for what has no time.
//	  - Path: how two entities are joined, each move and post folded into an arrow.
//	  - Network: a few entities with all that ties them, laid out by their distances.
//
// A Picture is written as SVG for people, as DOT, Mermaid, GEXF and CSV for other programs, and as one HTML file with
// its table and its evidence. Table has the same numbers as rows, Describe says them in words, and LeftOut tells what was
// not drawn.
//
// # What a picture promises
//
// How certain something is shows in line and shape, never in colour alone: stated is solid, inferred dashed, disputed and
// speculative dotted, and what has no claim record is fainter and has no outline. A sum is drawn in bands, one for each
// grade. Each mark has its name in words, for screen readers and as a tooltip, and leads where Link and LinkRow say.
//
// Pictures need no font, no script and no network; they follow the light or dark scheme of the system, and print black on
// white. The same rows give the same bytes on every machine: all places are whole numbers, the only fractions are in the
// layout of networks, rounded at each step.
//
// What comes from data is text: names are escaped, control characters dropped, and a link is only ever one that the
// caller's function gave, http, https or relative. A Picture is safe for concurrent use once made.
//
// # Files
//
// picture.go has what all pictures share, options.go and words.go what they are told and what they say. text.go measures
// and cuts names, svg.go writes the marks, style.go their looks. flows.go, around.go, matrix.go, sectors.go, careers.go, path.go and
// network.go have a picture each; ribbons.go, layout.go and route.go are beneath them. csv.go, gexf.go, dot.go and html.go
// write the other forms.
package picture

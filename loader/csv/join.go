package csv

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
	"talentgraph.example/internal/join"
)

// told is a report of an event: what one row says of it, or one claim in the graph, or what the graph says of it under
// a label that is no claim.
type told struct {
	own     quad.IRI   // the event's IRI if there were no other report of it, and no merges; empty if it is not known
	of      quad.IRI   // whose report it is, of one in the graph
	at      quad.Value // the event in the graph that it is a report of; nil if it is new
	fixed   bool       // it belongs to the event at, whatever it says
	label   quad.Value // of its facts
	dataSet quad.Value // of what is nobody's claim
	said    []saying
	claim   graph.Claim // of a new one; has no source if the row has none
	line    int         // of a new one
	event   quad.Value  // that it comes to be of
	says
}

// saying is one fact of a report, as it was told, whatever event it is of.
type saying struct {
	predicate quad.IRI
	object    quad.Value
}

// joiner holds the reports of a table until all have been read, then joins them with each other and with those
// that are in the graph.
type joiner struct {
	tx      *graph.Tx
	names   *nameFinder
	merges  *merges
	halves  bool
	place   func(about quad.IRI, line int)
	form    *eventForm // nil if the table is about no events
	persons []quad.IRI // whose events they are, in the order of the rows
	noted   map[quad.IRI]bool
	by      map[quad.IRI][]*told
	ends    endNumbers
	apart   []Apart
	again
}

// Apart is a row that stays an event of its own, since it fits two events that do not fit each other.
type Apart struct {
	Line int    // of the row; 0 for a report that was in the graph before
	Text string // "fits two moves: …"
}

// String is a line for people.
func (a Apart) String() string {
	if a.Line == 0 {
		return a.Text
	}
	return fmt.Sprintf("line %d %s", a.Line, a.Text)
}

func newJoiner(tx *graph.Tx, names *nameFinder, place func(quad.IRI, int)) *joiner {
	return &joiner{tx: tx, names: names, place: place, noted: map[quad.IRI]bool{}, by: map[quad.IRI][]*told{}}
}

func (j *joiner) add(person quad.IRI, t *told) {
	j.note(person)
	j.by[person] = append(j.by[person], t)
}

// note has somebody's reports joined.
func (j *joiner) note(person quad.IRI) {
	if !j.noted[person] {
		j.noted[person], j.persons = true, append(j.persons, person)
	}
}

// finish writes what was added since the last time, and gives how many quads that makes beside the reports' own.
func (j *joiner) finish(ctx context.Context) (quads int, err error) {
	merged, err := j.merge(ctx)
	if err != nil {
		return 0, err
	}
	if quads, err = j.join(ctx); err != nil || !j.anew {
		return quads, err
	}
	quads += merged
	own := j.form
	for _, t := range []Table{Moves, Posts, Investments} { // of which nothing is new but what they are about
		if j.form = formOf(t); own != nil && j.form.of == own.of {
			continue
		}
		more, err := j.join(ctx)
		if quads += more; err != nil {
			return quads, err
		}
	}
	return quads, nil
}

// join joins the reports of one form.
func (j *joiner) join(ctx context.Context) (quads int, err error) {
	if j.form == nil || len(j.persons) == 0 && !j.anew {
		return 0, nil
	}
	known := map[quad.IRI][]*told{}
	err = j.tx.View(ctx, func(s *graph.Snapshot) error {
		j.merges, j.ends = newMerges(s), newEndNumbers(s, j.form)
		if err := j.noteAgain(ctx, s); err != nil {
			return err
		}
		return j.read(ctx, s, known)
	})
	if err != nil {
		return 0, err
	}
	out := &joinWriter{tx: j.tx, merges: j.merges, expands: j.names.expands, classes: j.form.classes}
	batches := slices.Chunk(j.persons, 1)
	if j.anew && len(j.persons) > 0 { // one event may have reports of several people
		batches = slices.Chunk(j.persons, len(j.persons))
	}
	for persons := range batches {
		var before, after []*told
		for _, person := range persons {
			before = append(before, known[person]...)
		}
		there := out.quadsOf(before)
		for _, person := range persons {
			fresh := slices.DeleteFunc(j.by[person], func(t *told) bool { return j.merges.toldBefore(t, known[person]) })
			reports, err := j.person(ctx, person, known[person], fresh)
			if err != nil {
				return 0, err
			}
			after = append(after, reports...)
		}
		if err := out.change(there, after); err != nil {
			return 0, err
		}
	}
	j.persons, j.by, j.noted = nil, map[quad.IRI][]*told{}, map[quad.IRI]bool{}
	return out.extra, out.flush()
}

// person joins the reports about one person, and gives them with their events.
func (j *joiner) person(ctx context.Context, person quad.IRI, known, fresh []*told) ([]*told, error) {
	kinds, err := j.kinds(person, slices.Concat(known, fresh))
	if err != nil {
		return nil, err
	}
	reports, of := j.reports(kinds, known, fresh)
	groups, doubts, err := join.Events(ctx, reports, join.Options{Above: j.ends.above, Halves: j.halves && j.form.of == vocab.Person})
	if err != nil {
		return nil, err
	}
	members := map[int][]*told{}
	for i, t := range of {
		members[groups[i]] = append(members[groups[i]], t)
	}
	events := map[int]quad.Value{}
	for root, reports := range members {
		events[root] = nameEvent(reports)
	}
	var all []*told
	for i, t := range of {
		if len(all) == 0 || all[len(all)-1] != t {
			all = append(all, t)
		}
		t.event = events[groups[i]]
	}
	if j.halves && j.form.of == vocab.Person {
		j.infer(members)
	}
	for _, d := range doubts {
		j.doubtful(of[d.Report], of[d.One], of[d.Two], d.Many)
	}
	for _, t := range all {
		for _, about := range []quad.Value{t.event, t.label} {
			if iri, ok := about.(quad.IRI); ok && t.line > 0 && (about != t.label || t.claim.Source != "") {
				j.place(iri, t.line)
			}
		}
	}
	return all, nil
}

// infer grades what makes one move of two halves: that the one who left is the one who came is no more than inferred.
func (j *joiner) infer(members map[int][]*told) {
	for _, reports := range members {
		if !slices.ContainsFunc(reports, func(t *told) bool { return t.from != nil }) || slices.ContainsFunc(reports, func(t *told) bool { return t.known() == 2 }) {
			continue
		}
		for _, t := range reports {
			if t.from == nil && t.at == nil && t.claim.Source != "" {
				facts := t.facts(t.own)
				for i := range facts {
					facts[i].Label = nil
				}
				t.claim.ID, t.claim.Certainty = "", graph.Weaker(cmp.Or(t.claim.Certainty, graph.Stated), graph.Inferred)
				t.claim.ID = t.claim.IRIFor(facts...)
				t.label = t.claim.ID
			}
		}
	}
}

// kinds gives the kinds of reports that belong to no event: those that differ in their kind only are of one.
func (j *joiner) kinds(person quad.IRI, reports []*told) (map[*told]join.Kind, error) {
	of, iris := map[quad.IRI]join.Kind{}, make([]quad.IRI, len(reports))
	for i, t := range reports {
		if t.fixed {
			continue
		}
		if iris[i] = t.own; !j.merges.none() { // what they say may be the same since things are one
			var err error
			if iris[i], err = j.form.mint(j.names, person, t.says); err != nil {
				return nil, err
			}
		}
		of[iris[i]] = max(of[iris[i]], j.ends.kind(t.says))
	}
	kinds := map[*told]join.Kind{}
	for i, t := range reports {
		kinds[t] = of[iris[i]]
	}
	return kinds, nil
}

// reports gives each report as package join sees it. Those that belong to an event and say several things are several.
func (j *joiner) reports(kinds map[*told]join.Kind, known, fresh []*told) (reports []join.Report, of []*told) {
	all := withoutDoubles(known, fresh)
	belongs := map[quad.Value]bool{}
	for _, t := range all {
		belongs[t.at] = belongs[t.at] || t.fixed
	}
	for _, t := range all {
		if !t.fixed && belongs[t.own] {
			t.fixed, t.at = true, t.own
		}
	}
	given := map[quad.Value]int32{}
	for _, t := range all {
		r := join.Report{Span: t.span(), Kind: j.ends.kind(t.says)}
		if t.fixed {
			if given[t.at] == 0 {
				given[t.at] = int32(len(given) + 1)
			}
			r.Event = given[t.at]
		} else {
			r.Kind = kinds[t]
		}
		r.From, r.To = j.ends.of(t.says, r.Kind)
		reports, of = append(reports, r), append(of, t)
		for _, more := range t.more {
			r.Span, r.Kind = more.span(), join.Unknown
			r.From, r.To = j.ends.of(more, r.Kind)
			reports, of = append(reports, r), append(of, t)
		}
	}
	return reports, of
}

// withoutDoubles leaves out what a label says of an event again.
func withoutDoubles(known, fresh []*told) []*told {
	type identity struct {
		own, at, label quad.Value
	}
	seen := map[identity]*told{}
	var all []*told
	for _, t := range slices.Concat(known, fresh) {
		id := identity{own: t.own, label: t.label}
		if t.fixed {
			id.own, id.at = quad.IRI(""), t.at
		}
		first := seen[id]
		if first == nil {
			seen[id] = t
			all = append(all, t)
			continue
		}
		for _, s := range t.said {
			if !slices.Contains(first.said, s) {
				first.said = append(slices.Clip(first.said), s)
			}
		}
		if t.fixed {
			first.more = append(first.more, t.says)
		}
	}
	return all
}

// nameEvent gives the node of an event: the one that a report belongs to, else the IRI of a report that knows both ends,
// of several the first by text.
func nameEvent(reports []*told) quad.Value {
	best := reports[0]
	for _, t := range reports {
		if t.fixed {
			return t.at
		}
		if cmp.Or(-cmp.Compare(t.known(), best.known()), cmp.Compare(t.own, best.own)) < 0 {
			best = t
		}
	}
	return best.own
}

// doubtful notes a report that was left apart. One that was in the graph is news only if it was part of another event.
func (j *joiner) doubtful(t, one, two *told, many bool) {
	if t.line == 0 && t.at == t.event {
		return
	}
	fits := "fits two " + j.form.word
	if many {
		fits = "fits too many reports to tell, such as"
	}
	text := fmt.Sprintf("%s: %s and %s", fits, j.ends.describe(one.says), j.ends.describe(two.says))
	if t.line == 0 {
		text = fmt.Sprintf("%s, as told before, %s", j.ends.describe(t.says), text)
	}
	j.apart = append(j.apart, Apart{t.line, text})
}

// known is how many ends a report has.
func (s says) known() int {
	n := 0
	for _, end := range []quad.Value{s.from, s.to} {
		if end != nil {
			n++
		}
	}
	return n
}

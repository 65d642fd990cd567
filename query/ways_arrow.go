package query

import (
	"fmt"
	"slices"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Arrow is all ties of one kind from one node to another. Its times, grades and evidence are read from its snapshot when
// they are asked for. Safe for concurrent use.
type Arrow struct {
	From, To graph.Entity
	Kind     ArrowKind
	Count    int // of its ties: of moves, posts, investments, or a single fact
	Undated  int // how many of these have no time

	ties []tie
	told *toldTies     // nil after Detach
	kept *arrowDetails // instead of the two above, after Detach
}

// toldTies is what arrows read their ties by.
type toldTies struct {
	state *ask.State
	forms []tieForm
	times []ask.Dated
}

// arrowDetails is what an arrow's methods give.
type arrowDetails struct {
	first, last string
	grades      Grades
	grounds     grounds
}

// ArrowKind tells what the ties of an arrow are.
type ArrowKind uint8

// The kinds of arrows, each from its From to its To.
const (
	ArrowMoved    ArrowKind = iota // from one organization to another, whoever did
	ArrowLeft                      // a person left an organization
	ArrowJoined                    // a person joined an organization
	ArrowRose                      // a person moved within an organization: both ends of the move are the same
	ArrowFounded                   // a person, or with FoldPeople somebody of an organization, founded an organization
	ArrowPost                      // a person has or had a post at an organization, a unit, a model
	ArrowInvested                  // an investor invested in another organization
	ArrowUnitOf                    // a unit is part of an organization
	ArrowOf                        // a thing is an organization's
	ArrowLedBy                     // a thing is led by a person
	ArrowSibling                   // a person is another one's brother or sister
	ArrowContact                   // a person was in contact with an organization
)

var arrowKinds = [...]string{
	"moved to", "left", "joined", "rose at", "founded", "has a post at", "invested in", "is part of", "is of", "is led by",
	"is a sibling of", "was in contact with",
}

// String is the kind in English, as it stands between From and To.
func (k ArrowKind) String() string { return arrowKinds[min(int(k), len(arrowKinds)-1)] }

// MarshalText writes these words.
func (k ArrowKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// First is the earliest time of its ties, as precisely as it is known; empty if none has a time. Of those that begin on
// one day it is the most exact.
func (a Arrow) First() string {
	if a.told == nil {
		return a.details().first
	}
	return a.timed(earlier)
}

// Last is the latest time of its ties, as First is the earliest.
func (a Arrow) Last() string {
	if a.told == nil {
		return a.details().last
	}
	return a.timed(later)
}

// timed is the time that comes before all others.
func (a Arrow) timed(before func(x, y dates.Span) bool) string {
	best, found := dates.Span{}, false
	for _, t := range a.ties {
		if t.when < 0 {
			continue
		}
		if time := a.told.times[t.when].Span; !found || before(time, best) {
			best, found = time, true
		}
	}
	if !found {
		return ""
	}
	return best.String()
}

// Grades counts the ties by their certainty: each as its weakest fact, the time included.
func (a Arrow) Grades() (all Grades) {
	if a.told == nil {
		return a.details().grades
	}
	for _, t := range a.ties {
		all.add(way(a.told.state, a.told.facts(t)...).Certainty())
	}
	return all
}

// Certainty is that of the most certain tie.
func (a Arrow) Certainty() graph.Certainty { return a.grounds().Certainty() }

// Evidence is the claims for the facts that the ties stand on, those that the question let count, the strongest first.
func (a Arrow) Evidence() []graph.Evidence { return a.grounds().Evidence() }

func (a Arrow) grounds() grounds {
	if a.told == nil {
		return a.details().grounds
	}
	g := grounds{state: a.told.state}
	for _, t := range a.ties {
		g = g.join(way(a.told.state, a.told.facts(t)...))
	}
	return g
}

// facts are those that a tie stands on.
func (told *toldTies) facts(t tie) []ask.Statement {
	form, terms := told.forms[t.form], told.state.Terms
	says := func(predicate, object graph.ID) ask.Statement {
		return ask.Statement{Subject: t.teller, Predicate: predicate, Object: object}
	}
	all := []ask.Statement{says(form.to, t.to)}
	if form.from != 0 {
		all = append(all, says(form.from, t.from))
	}
	if form.also != 0 {
		all = append(all, says(form.also, t.to))
	}
	if form.kind == ArrowFounded {
		reasons := []ask.Statement{
			says(terms.MoveKind, terms.Founding), says(terms.Role, terms.FounderInEnglish), says(terms.Role, terms.Founder),
		}
		if i := slices.IndexFunc(reasons, told.state.Holds); i >= 0 {
			all = append(all, reasons[i])
		}
	}
	if t.when >= 0 {
		all = append(all, told.times[t.when].By)
	}
	return all
}

func (a Arrow) details() *arrowDetails {
	switch {
	case a.kept != nil:
		return a.kept
	case a.told == nil:
		return &arrowDetails{}
	}
	return &arrowDetails{a.First(), a.Last(), a.Grades(), a.grounds()}
}

// Detach gives the same arrow without its snapshot, whose memory can then be freed.
func (a Arrow) Detach() Arrow {
	if a.told == nil {
		return a
	}
	d := a.details()
	d.grounds = d.grounds.detach()
	return Arrow{From: a.From.Detach(), To: a.To.Detach(), Kind: a.Kind, Count: a.Count, Undated: a.Undated, kept: d}
}

// Detach gives the same node without its snapshot.
func (n TiedNode) Detach() TiedNode {
	n.Entity = n.Entity.Detach()
	return n
}

// Detach gives the same answer without its snapshot, whose memory can then be freed.
func (t Ties) Detach() Ties {
	return Ties{ask.DetachEach(t.Nodes), ask.DetachEach(t.Arrows), t.LeftOut}
}

// String is the arrow in English: "Alibaba moved to ByteDance: 2 (2023 to 2024)".
func (a Arrow) String() string { return a.text(ask.OrUnknown(a.From), ask.OrUnknown(a.To)) }

// text is the arrow between two names.
func (a Arrow) text(from, to string) string {
	s := from + " " + a.Kind.String() + " " + to
	if a.Count > 1 {
		s += fmt.Sprintf(": %d", a.Count)
	}
	switch first, last := a.First(), a.Last(); {
	case first == "":
	case first == last:
		s += " (" + first + ")"
	default:
		s += " (" + first + " to " + last + ")"
	}
	return s
}

// String lists the arrows, one a line.
func (t Ties) String() string {
	var b strings.Builder
	names := map[graph.Entity]string{} // many arrows have one end
	name := func(e graph.Entity) string {
		text, ok := names[e]
		if !ok {
			text = ask.OrUnknown(e)
			names[e] = text
		}
		return text
	}
	for _, a := range t.Arrows {
		fmt.Fprintln(&b, a.text(name(a.From), name(a.To)))
	}
	return b.String()
}

// MarshalJSON writes the node.
func (n TiedNode) MarshalJSON() ([]byte, error) { return rowJSON(n) }

// UnmarshalJSON reads what MarshalJSON writes: the node as after Detach.
func (n *TiedNode) UnmarshalJSON(text []byte) error { return readRow(text, n) }

func (n *TiedNode) describe(f *jsontext.Fields) {
	entity(f, "entity", &n.Entity)
	oneOf(f, "kind", &n.Kind, nodeKinds[:])
	f.Count("weight", &n.Weight)
	f.Number("distance", &n.Distance)
}

// MarshalJSON writes the arrow with its evidence.
func (a Arrow) MarshalJSON() ([]byte, error) { return rowJSON(a) }

// UnmarshalJSON reads what MarshalJSON writes: the arrow as after Detach.
func (a *Arrow) UnmarshalJSON(text []byte) error { return readRow(text, a) }

func (a *Arrow) describe(f *jsontext.Fields) {
	entity(f, "from", &a.From)
	entity(f, "to", &a.To)
	a.describeTies(f)
}

func (a *Arrow) describeTies(f *jsontext.Fields) {
	d := a.details()
	if f.Reading() {
		d = &arrowDetails{}
		a.kept = d
	}
	oneOf(f, "kind", &a.Kind, arrowKinds[:])
	f.Count("count", &a.Count)
	jsontext.Text(f, "first", &d.first)
	jsontext.Text(f, "last", &d.last)
	f.Number("undated", &a.Undated)
	jsontext.Part(f, "grades", &d.grades, (*Grades).describe)
	d.grounds.describe(f)
}

// MarshalJSON writes the nodes, and the arrows, whose ends are the IRIs of nodes: each node's names stand there once.
func (t Ties) MarshalJSON() ([]byte, error) { return rowJSON(t) }

// UnmarshalJSON reads what MarshalJSON writes: the answer as after Detach.
func (t *Ties) UnmarshalJSON(text []byte) error { return readRow(text, t) }

func (t *Ties) describe(f *jsontext.Fields) {
	defer shareEvidence(f)()
	jsontext.All(f, "nodes", &t.Nodes, (*TiedNode).describe)
	nodes := map[string]graph.Entity{} // of what is read
	if f.Reading() {
		for _, n := range t.Nodes {
			nodes[ask.NodeText(n.Entity.Node())] = n.Entity
		}
	}
	jsontext.All(f, "arrows", &t.Arrows, func(a *Arrow, f *jsontext.Fields) {
		from, to := ask.NodeText(a.From.Node()), ask.NodeText(a.To.Node())
		jsontext.Word(f, "from", &from)
		jsontext.Word(f, "to", &to)
		if a.describeTies(f); f.Reading() {
			a.From, a.To = nodes[from], nodes[to]
		}
	})
	jsontext.Part(f, "leftOut", &t.LeftOut, func(l *LeftOut, f *jsontext.Fields) {
		f.Count("nodes", &l.Nodes)
		f.Count("ties", &l.Ties)
	})
}

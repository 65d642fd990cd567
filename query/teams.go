package query

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Team is a row: a team of an organization, or one that went along when somebody moved. Its figures are
// read from its snapshot when asked for; Detach frees it. Safe for concurrent use.
type Team struct {
	// Team is the team itself; the zero Entity for people who went along with a move and are no node of
	// their own.
	Team          graph.Entity
	Organizations []graph.Entity // that it is of, or that it went to; by IRI
	Leaders       []graph.Entity // who lead it, or whom it went with; by IRI

	id    graph.ID // the team or the move
	moved bool
	kept  *teamDetails // after Detach
	grounds
}

// teamDetails is what a team's methods give.
type teamDetails struct {
	node      quad.Value
	summaries texts
	size      int
	figures   []Figure
	intended  bool
}

// Teams gives the teams of organizations, and those that went along with a move. A group (tg:Group) is a
// team if it is of an organization or has a leader; a team went along where a move says so (tg:withTeam)
// or gives its size (tg:teamSize). At keeps the teams of an organization and those that went to it;
// Person keeps those that a person leads or took along.
//
// Rows come in the order in which the groups and moves first appeared in the graph. The error comes last
// and once; each range asks afresh. Options: Person, At, those that every question takes, Top.
func Teams(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Team, error] {
	return stream(ctx, r, "Teams", optPerson|optAt|optAlways|optTop, opts, teams)
}

func teams(ctx context.Context, c *claims, yield func(Team) error) error {
	person := graph.ID(0)
	if c.o.has(optPerson) {
		id, err := c.resolve(ctx, c.o.person, graph.PersonKind())
		if err != nil {
			return err
		}
		person = id
	}
	var organizations []graph.ID
	if c.o.has(optAt) {
		ids, err := c.resolveWithUnits(ctx, c.o.at)
		if err != nil {
			return err
		}
		organizations = ids
	}
	groups, err := c.instances(ctx, vocab.ClassGroup)
	if err != nil {
		return err
	}
	moved, err := c.subjects(ctx, c.numbers(vocab.WithTeam, vocab.TeamSize)...)
	if err != nil {
		return err
	}
	nodes := slices.Concat(groups, moved)
	slices.Sort(nodes)
	for i, node := range slices.Compact(nodes) {
		if i&255 == 255 && ctx.Err() != nil {
			return ctx.Err()
		}
		for _, isMove := range []bool{false, true} {
			if !contains(groups, node) && !isMove || !contains(moved, node) && isMove || !c.inTime(node) {
				continue
			}
			t, ok := c.team(node, isMove)
			if !ok || person != 0 && !hasEntity(t.Leaders, person) || c.o.has(optAt) && !anyEntity(t.Organizations, organizations) {
				continue
			}
			if err := yield(t); err != nil {
				return err
			}
		}
	}
	return nil
}

// team reads one team, and reports false if the node tells of none.
func (c *claims) team(node graph.ID, moved bool) (Team, bool) {
	t := Team{id: node, moved: moved}
	var facts []statement
	link := func(predicate quad.IRI) []graph.Entity {
		found := c.entitiesOf(node, predicate)
		for _, e := range found {
			facts = append(facts, statement{node, c.s.Number(predicate), e.Number()})
		}
		return found
	}
	if !moved {
		t.Team = c.s.EntityOf(node)
		t.Organizations, t.Leaders = link(vocab.Of), link(vocab.LedBy)
		t.grounds = c.way(facts...)
		return t, len(facts) > 0
	}
	with := false
	values := c.valuesOf(node, vocab.WithTeam, vocab.TeamSize)
	for predicate, all := range values {
		for _, v := range all {
			if v != quad.Bool(false) && v != quad.Int(0) {
				with = true
				facts = append(facts, statement{node, c.s.Number(predicate), c.s.Number(v)})
			}
		}
	}
	t.Organizations, t.Leaders = link(vocab.To), link(vocab.Person)
	t.grounds = c.way(facts...)
	return t, with
}

func hasEntity(entities []graph.Entity, id graph.ID) bool {
	return slices.ContainsFunc(entities, func(e graph.Entity) bool { return e.Number() == id })
}

// anyEntity tells whether one of some entities is in an ascending list.
func anyEntity(entities []graph.Entity, ids []graph.ID) bool {
	return slices.ContainsFunc(entities, func(e graph.Entity) bool { return contains(ids, e.Number()) })
}

// ID is the IRI of the team, or of the move that it went along with; empty for a blank node.
func (t Team) ID() quad.IRI {
	iri, _ := t.details().node.(quad.IRI)
	return iri
}

// WithMove tells whether the team went along with a move.
func (t Team) WithMove() bool { return t.moved }

// Size is how many people went along with the move; 0 if it is not known. What is told of the size of
// other teams is among the Figures.
func (t Team) Size() int { return t.details().size }

// Summary says what the team is for, in the first of the languages that there is a text in, English by
// default; empty if there is none.
func (t Team) Summary(langs ...string) string { return t.details().summaries.choose(langs) }

// Figures are the numbers that are given of the team, or of the move that it went along with.
func (t Team) Figures() []Figure { return t.details().figures }

// Intended tells whether the team is planned, and not there yet.
func (t Team) Intended() bool { return t.details().intended }

func (t Team) details() *teamDetails {
	a := t.grounds.asked
	switch {
	case t.kept != nil:
		return t.kept
	case a == nil:
		return &teamDetails{}
	}
	d := &teamDetails{node: a.s.EntityOf(t.id).Node(), figures: a.figuresOf(t.id)}
	values := a.valuesOf(t.id, vocab.Summary, vocab.Intended, vocab.TeamSize)
	for _, v := range values[vocab.Summary] {
		d.summaries = d.summaries.with(v)
	}
	for _, v := range values[vocab.TeamSize] {
		if n, ok := v.(quad.Int); ok {
			d.size = max(d.size, int(n))
		}
	}
	d.intended = slices.Contains(values[vocab.Intended], quad.Value(quad.Bool(true)))
	return d
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (t Team) Detach() Team {
	if t.grounds.asked == nil {
		return t
	}
	d := t.details()
	d.figures = detachEach(d.figures)
	return Team{
		Team: t.Team.Detach(), Organizations: detachEach(t.Organizations), Leaders: detachEach(t.Leaders),
		moved: t.moved, kept: d, grounds: t.grounds.detach(),
	}
}

// String is the row in English: "team of Yang Hongxia, at ByteDance".
func (t Team) String() string {
	var b strings.Builder
	if t.moved {
		b.WriteString("team that went along with " + strings.Join(labels(t.Leaders), ", ") + " to ")
	} else {
		b.WriteString(orUnknown(t.Team))
		if len(t.Leaders) > 0 {
			b.WriteString(", led by " + strings.Join(labels(t.Leaders), ", "))
		}
		b.WriteString(", of ")
	}
	if len(t.Organizations) == 0 {
		b.WriteString("?")
	}
	b.WriteString(strings.Join(labels(t.Organizations), ", "))
	for _, f := range t.Figures() {
		b.WriteString("; " + f.String())
	}
	return b.String()
}

// MarshalJSON writes the row with its details and evidence.
func (t Team) MarshalJSON() ([]byte, error) {
	d := t.details()
	return json.Marshal(struct {
		ID            string           `json:"id,omitempty"`
		Team          *graph.Entity    `json:"team,omitempty"`
		WithMove      bool             `json:"withMove,omitempty"`
		Organizations []graph.Entity   `json:"organizations,omitempty"`
		Leaders       []graph.Entity   `json:"leaders,omitempty"`
		Summary       texts            `json:"summary,omitempty"`
		Size          int              `json:"size,omitempty"`
		Figures       []Figure         `json:"figures,omitempty"`
		Intended      bool             `json:"intended,omitempty"`
		Certainty     graph.Certainty  `json:"certainty"`
		Evidence      []graph.Evidence `json:"evidence,omitempty"`
	}{
		nodeText(d.node), orNil(t.Team), t.moved, t.Organizations, t.Leaders, d.summaries, d.size, d.figures,
		d.intended, t.Certainty(), t.Evidence(),
	})
}

package query

import (
	"context"
	"iter"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// Team is a row: a team of an organization, or one that went along when somebody moved. Its figures and
// claims are read from its snapshot when asked for; Detach frees it. Safe for concurrent use.
type Team struct {
	// Team is the team itself; the zero Entity for people who went along with a move and are no node of
	// their own.
	Team          graph.Entity
	Organizations []graph.Entity // that it is of, or that it went to; by IRI
	Leaders       []graph.Entity // who lead it, or whom it went with; by IRI

	id    graph.ID // the team or the move
	moved bool
	state *ask.State
	kept  *teamDetails // instead of state, after Detach
}

// teamDetails is what a team's methods give.
type teamDetails struct {
	node      quad.Value
	summaries ask.Texts
	size      int
	figures   []Figure
	intended  bool
	grounds   grounds
}

func markTeam(m *ask.Mark, t *Team) {
	m.Set(t.id)
	if t.moved {
		m.Number(1)
	}
}

// Teams gives the teams of organizations, and those that went along with a move. A group (tg:Group) is a
// team if it is of an organization or has a leader; a team went along where a move says so (tg:withTeam)
// or gives its size (tg:teamSize). At keeps the teams of an organization and those that went to it;
// Person keeps those that a person leads or took along.
//
// Rows come in the order in which the groups and moves first appeared in the graph. The error comes last
// and once; each range asks afresh. Options: Person, At, those that every question takes, Top.
func Teams(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Team, error] {
	return ask.StreamPages(ctx, r, "Teams", ask.OptPerson|ask.OptAt|ask.OptAlways|ask.OptTop, opts, markTeam, teams)
}

func teams(ctx context.Context, q *ask.Question, yield func([]Team) error) error {
	f := newTeamFinder(q)
	if q.Options.Has(ask.OptPerson) {
		id, err := q.Resolve(ctx, q.Options.Person, graph.PersonKind())
		if err != nil {
			return err
		}
		f.wantedLeader = id
	}
	if q.Options.Has(ask.OptAt) {
		ids, err := q.ResolveWithUnits(ctx, q.Options.At)
		if err != nil {
			return err
		}
		f.wantedAt = ids
	}
	candidates, err := f.candidates(ctx)
	if err != nil {
		return err
	}
	return ask.EachPage(ctx, q, "read teams", candidates, ask.PageSize, f.page, yield)
}

// ID is the IRI of the team, or of the move that it went along with; empty for a blank node.
func (t Team) ID() quad.IRI {
	iri, _ := t.node().(quad.IRI)
	return iri
}

func (t Team) node() quad.Value {
	switch {
	case t.kept != nil:
		return t.kept.node
	case t.state == nil:
		return nil
	}
	return t.state.Numbers.Value(t.id)
}

// WithMove tells whether the team went along with a move.
func (t Team) WithMove() bool { return t.moved }

// Size is how many people went along with the move; 0 if it is not known. What is told of the size of
// other teams is among the Figures.
func (t Team) Size() int {
	if t.state == nil {
		return t.details().size
	}
	return t.state.LargestOf(t.id, t.state.Terms.TeamSize)
}

// Summary says what the team is for, in the first of the languages that there is a text in, English by
// default; empty if there is none.
func (t Team) Summary(langs ...string) string {
	if t.state == nil {
		return t.details().summaries.Choose(langs)
	}
	return t.state.TextOf(t.id, t.state.Terms.Summary, langs)
}

// Figures are the numbers that are given of the team, or of the move that it went along with.
func (t Team) Figures() []Figure {
	if t.state == nil {
		return t.details().figures
	}
	return figuresOf(t.state, t.id)
}

// Intended tells whether the team is planned, and not there yet.
func (t Team) Intended() bool {
	if t.state == nil {
		return t.details().intended
	}
	return t.state.IsTrue(t.id, t.state.Terms.Intended)
}

// Certainty is that of the row: the weakest of the facts it stands on (whose team it is and who leads it; or that
// it went along, with whom and whereto), each taken by its strongest claim. It is graph.Unknown if no fact has
// a claim record.
func (t Team) Certainty() graph.Certainty { return t.grounds().Certainty() }

// Evidence is the claims for these facts, those that the question let count, the strongest first. Facts
// without a label have none.
func (t Team) Evidence() []graph.Evidence { return t.grounds().Evidence() }

func (t Team) grounds() grounds {
	switch {
	case t.kept != nil:
		return t.kept.grounds
	case t.state == nil:
		return grounds{}
	}
	return teamGrounds(t.state, t.id, t.moved)
}

// details reads what the methods give, all at once.
func (t Team) details() *teamDetails {
	switch {
	case t.kept != nil:
		return t.kept
	case t.state == nil:
		return &teamDetails{}
	}
	return &teamDetails{
		node: t.node(), summaries: t.state.TextsOf(t.id, t.state.Terms.Summary), size: t.Size(), figures: t.Figures(), intended: t.Intended(),
	}
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (t Team) Detach() Team {
	if t.state == nil {
		return t
	}
	d := t.details()
	d.figures, d.grounds = ask.DetachEach(d.figures), t.grounds().detach()
	return Team{
		Team: t.Team.Detach(), Organizations: ask.DetachEach(t.Organizations), Leaders: ask.DetachEach(t.Leaders),
		moved: t.moved, kept: d,
	}
}

// String is the row in English: "team of Yang Hongxia, at ByteDance".
func (t Team) String() string {
	var b strings.Builder
	if t.moved {
		b.WriteString("team that went along with " + strings.Join(ask.Labels(t.Leaders), ", ") + " to ")
	} else {
		b.WriteString(ask.OrUnknown(t.Team))
		if len(t.Leaders) > 0 {
			b.WriteString(", led by " + strings.Join(ask.Labels(t.Leaders), ", "))
		}
		b.WriteString(", of ")
	}
	if len(t.Organizations) == 0 {
		b.WriteString("?")
	}
	b.WriteString(strings.Join(ask.Labels(t.Organizations), ", "))
	for _, f := range t.Figures() {
		b.WriteString("; " + f.String())
	}
	return b.String()
}

// MarshalJSON writes the row with its details and evidence.
func (t Team) MarshalJSON() ([]byte, error) { return rowJSON(t) }

// UnmarshalJSON reads what MarshalJSON writes: the row as after Detach.
func (t *Team) UnmarshalJSON(text []byte) error { return readRow(text, t) }

func (t *Team) describe(f *jsontext.Fields) {
	d, g := t.details(), t.grounds()
	if f.Reading() {
		d = &teamDetails{}
		t.kept = d
	}
	nodeField(f, "id", &d.node)
	known(f, "team", &t.Team)
	f.Flag("withMove", &t.moved)
	entities(f, "organizations", &t.Organizations)
	entities(f, "leaders", &t.Leaders)
	jsontext.Texts(f, "summary", &d.summaries)
	f.Number("size", &d.size)
	jsontext.Each(f, "figures", &d.figures, (*Figure).describe)
	f.Flag("intended", &d.intended)
	if g.describe(f); f.Reading() {
		d.grounds = g
	}
}

package query

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// Leader is a row: a person leads a thing, such as a model, a unit, a cluster or a group. Safe for
// concurrent use.
type Leader struct {
	Person graph.Entity
	Leads  graph.Entity

	asked *asked
	kept  *leaderDetails // instead of asked, after Detach
}

// leaderDetails is what a leader's methods give.
type leaderDetails struct {
	organizations, fields []graph.Entity
	grounds               grounds
}

// Leaders gives who leads what, as far as the facts say so in the present (tg:ledBy): models, units,
// programmes, clusters, teams. Former leaders are told by posts, see [Career]. At keeps what belongs to an
// organization (org:unitOf or tg:of), and the organization itself; OfClass keeps one class of things, such
// as "org:OrganizationalUnit". A leader is as dated as the thing led.
//
// Rows come in the order in which the things led first appeared in the graph, and a thing's leaders in the
// order in which they did. The error comes last and once; each range asks afresh. Options: Person, At,
// OfClass, those that every question takes, Top.
func Leaders(ctx context.Context, r graph.Reader, opts ...Option) iter.Seq2[Leader, error] {
	return streamPages(ctx, r, "Leaders", optPerson|optAt|optOfClass|optAlways|optTop, opts, leaders)
}

func leaders(ctx context.Context, c *claims, yield func([]Leader) error) error {
	person := graph.ID(0)
	if c.o.has(optPerson) {
		id, err := c.resolve(ctx, c.o.person, graph.PersonKind())
		if err != nil {
			return err
		}
		person = id
	}
	things, all, err := c.narrowed(ctx)
	if err != nil {
		return err
	}
	switch {
	case person != 0:
		led, err := c.into(ctx, []graph.ID{person}, c.terms.ledBy)
		if err != nil {
			return err
		}
		if !all {
			led = intersect(led, things)
		}
		things = led
	case all:
		if things, err = c.subjects(ctx, known([]graph.ID{c.terms.ledBy})...); err != nil {
			return err
		}
	}
	read := func(ctx context.Context, page []graph.ID) ([]Leader, error) { return c.leadersOf(ctx, page, person) }
	return eachPage(ctx, c, "read leaders", things, pageSize, read, yield)
}

// leadersOf makes a row for each leader of each thing. If a person is given, who is known to lead all of them,
// the person alone counts.
func (c *claims) leadersOf(ctx context.Context, things []graph.ID, person graph.ID) ([]Leader, error) {
	if person != 0 {
		return c.leads(ctx, things, person)
	}
	columns, err := c.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	rows := make([]Leader, 0, min(len(things), 16)) // most of what is of an organization is led by nobody
	ledBy := c.terms.ledBy
	for i, thing := range things {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, things[i:]); err != nil {
				return nil, err
			}
		}
		last := graph.ID(0) // a leader who is claimed several times comes several times
		for said, from, to := columns.At(thing); from < to; from++ {
			leader := said.Others[from]
			if said.Predicates[from] != ledBy || leader == last || !c.all && !c.keep(said.Labels[from]) {
				continue
			}
			if last == 0 && !c.inTime(thing) {
				break
			}
			last = leader
			rows = append(rows, c.leader(leader, thing))
		}
	}
	return rows, ctx.Err()
}

// leads makes a row for each thing that a person is known to lead: nothing but times need be read.
func (c *claims) leads(ctx context.Context, things []graph.ID, person graph.ID) ([]Leader, error) {
	rows := make([]Leader, 0, len(things))
	for i, thing := range things {
		if i&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if c.inTime(thing) {
			rows = append(rows, c.leader(person, thing))
		}
	}
	return rows, ctx.Err()
}

func (c *claims) leader(person, thing graph.ID) Leader {
	return Leader{Person: c.n.Entity(person), Leads: c.n.Entity(thing), asked: c.asked}
}

// Organizations are those that the thing is of or a unit of, by IRI.
func (l Leader) Organizations() []graph.Entity { return l.details().organizations }

// Fields are the fields that the thing is said to be in, by IRI.
func (l Leader) Fields() []graph.Entity { return l.details().fields }

// Certainty is that of the fact that the person leads the thing, by its strongest claim.
func (l Leader) Certainty() graph.Certainty { return l.grounds().Certainty() }

// Evidence is the claims that the person leads the thing, the strongest first.
func (l Leader) Evidence() []graph.Evidence { return l.grounds().Evidence() }

func (l Leader) details() *leaderDetails {
	switch {
	case l.kept != nil:
		return l.kept
	case l.asked == nil:
		return &leaderDetails{}
	}
	thing := l.Leads.Number()
	return &leaderDetails{
		organizations: l.asked.entitiesOf(thing, vocab.Of, vocab.ORGUnitOf),
		fields:        l.asked.entitiesOf(thing, vocab.Field),
	}
}

// grounds is the fact that the person leads the thing.
func (l Leader) grounds() grounds {
	switch {
	case l.kept != nil:
		return l.kept.grounds
	case l.asked == nil:
		return grounds{}
	}
	return l.asked.way(statement{l.Leads.Number(), l.asked.terms.ledBy, l.Person.Number()})
}

// Detach gives the same row without its snapshot, whose memory can then be freed.
func (l Leader) Detach() Leader {
	if l.asked == nil {
		return l
	}
	d := l.details()
	d.organizations, d.fields = detachEach(d.organizations), detachEach(d.fields)
	d.grounds = l.grounds().detach()
	return Leader{Person: l.Person.Detach(), Leads: l.Leads.Detach(), kept: d}
}

// String is the row in English: "Wang Haifeng leads Wenxin".
func (l Leader) String() string {
	return fmt.Sprintf("%s leads %s", orUnknown(l.Person), orUnknown(l.Leads))
}

// MarshalJSON writes the row with its details and evidence.
func (l Leader) MarshalJSON() ([]byte, error) {
	d := l.details()
	return json.Marshal(struct {
		Person        graph.Entity     `json:"person"`
		Leads         graph.Entity     `json:"leads"`
		Kinds         []quad.IRI       `json:"kinds,omitempty"`
		Organizations []graph.Entity   `json:"organizations,omitempty"`
		Fields        []graph.Entity   `json:"fields,omitempty"`
		Certainty     graph.Certainty  `json:"certainty"`
		Evidence      []graph.Evidence `json:"evidence,omitempty"`
	}{l.Person, l.Leads, l.Leads.Types(), d.organizations, d.fields, l.Certainty(), l.Evidence()})
}

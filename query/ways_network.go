package query

import (
	"context"
	"errors"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// Ties is people, organizations and things as nodes, with all arrows among them. Safe for concurrent use.
type Ties struct {
	Nodes  []TiedNode // of [Around] the nearest first; then the heaviest, then by IRI
	Arrows []Arrow    // the largest first, then by the IRIs of From and To, then by Kind
	// LeftOut is what the option Top kept out.
	LeftOut LeftOut
}

// LeftOut counts nodes that are not given, and ties that are not since one of their nodes is not.
type LeftOut struct {
	Nodes int `json:"nodes"`
	Ties  int `json:"ties"`
}

// TiedNode is one node of [Ties].
type TiedNode struct {
	Entity   graph.Entity
	Kind     NodeKind
	Weight   int // how many ties it has, those included that are left out
	Distance int // of [Around]: arrows from the entity asked about, whichever way they point
}

// NodeKind tells what a node is: by its class, and where it has none by its ties.
type NodeKind uint8

// The kinds of nodes.
const (
	NodeThing        NodeKind = iota // a model, a product, a programme, a cluster or whatever else has a tie
	NodeOrganization                 // or a unit of one
	NodePerson                       // or a group of people
)

var nodeKinds = [...]string{"thing", "organization", "person"}

// String is the kind's English word.
func (k NodeKind) String() string { return nodeKinds[min(k, NodePerson)] }

// MarshalText writes the word.
func (k NodeKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// FoldPeople folds people away: their moves lead from organization to organization, and what else ties a person is
// left out.
func FoldPeople() Option {
	return ask.NewOption(ask.OptFoldPeople, func(o *ask.Options) { o.FoldPeople = true })
}

// Network gives the nodes of the graph that have a tie. A tie is told by
//
//   - a move, from the person to each organization that was left, joined, founded, or risen in; where the facts name
//     nobody, and with [FoldPeople], from organization to organization;
//   - a post, from its holder to what it is at; an investment, from the investor to the investee;
//   - a single fact: a unit's organization, whose a thing is, who leads it, siblings, who was in contact with whom.
//     Strategies are no things.
//
// Ties of one kind from one node to another are one [Arrow]. Units are nodes of their own. A tie is as dated as what
// tells it. With [Top] there are no more nodes than that, the heaviest ones. Options: FoldPeople, Top, those that every
// question takes.
func Network(ctx context.Context, r graph.Reader, opts ...Option) (Ties, error) {
	return ask.One(ctx, r, "Network", optTies, opts, func(ctx context.Context, q *ask.Question) (Ties, error) {
		t := newTieReader(q)
		tellers, err := q.Subjects(ctx, ask.Known(t.predicates())...)
		if err != nil {
			return Ties{}, err
		}
		return t.fold(ctx, tellers, nil)
	})
}

// Around gives the nodes that so many arrows or fewer lead to from an entity, whichever way they point, with all arrows
// among them; see [Network] for what ties are. The entity itself is the first node, even if nothing is tied to it, and
// stays whatever Top says.
//
// A name that cannot be resolved is a [*graph.NameError]. Options: FoldPeople, Top, those that every question takes.
func Around(ctx context.Context, r graph.Reader, entity string, hops int, opts ...Option) (Ties, error) {
	return ask.One(ctx, r, "Around", optTies, opts, func(ctx context.Context, q *ask.Question) (Ties, error) {
		if hops < 1 {
			return Ties{}, ask.WrongArgument("Around", "hops", errors.New("the number of hops must be 1 or more"))
		}
		id, err := q.Resolve(ctx, entity, graph.AnyKind())
		if err != nil {
			return Ties{}, err
		}
		t := newTieReader(q)
		distances, err := t.distances(ctx, id, hops)
		if err != nil {
			return Ties{}, err
		}
		tellers, err := t.among(ctx, distances)
		if err != nil {
			return Ties{}, err
		}
		return t.fold(ctx, tellers, distances)
	})
}

const optTies = ask.OptFoldPeople | ask.OptMost | ask.OptAlways

package query

import (
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
	"talentgraph.example/graph/vocab"
)

// presenceFinder finds which organization is in which sector.
type presenceFinder struct {
	*claims
	orgs            *organizations
	sector, of, typ graph.ID
	classes         []graph.ID // of organizations
	only            []graph.ID // organizations, ascending; nil for any
	as              graph.ID   // whom those count for
}

func (c *claims) presenceFinder(ctx context.Context) (*presenceFinder, error) {
	orgs, err := c.organizations(ctx)
	return &presenceFinder{
		claims: c, orgs: orgs,
		sector: c.s.Number(vocab.Sector), of: c.s.Number(vocab.Of), typ: c.s.Number(vocab.RDFType),
		classes: c.numbers(graph.OrganizationKind().Classes...),
	}, err
}

// at finds the sectors of one organization with its units.
func (p *presenceFinder) at(ctx context.Context, organization graph.ID, sectors []graph.ID) ([]Presence, error) {
	only, err := p.orgs.withUnits(ctx, []graph.ID{organization})
	if err != nil {
		return nil, err
	}
	q := *p
	q.only, q.as = only, organization
	return q.find(ctx, sectors)
}

// inSector is one statement that something is in a sector.
type inSector struct{ node, sector graph.ID }

// find gives the presences in some sectors, nil for any, ordered.
func (p *presenceFinder) find(ctx context.Context, sectors []graph.ID) ([]Presence, error) {
	statements, err := p.statements(ctx, sectors)
	if err != nil {
		return nil, err
	}
	owners, err := p.owners(ctx, statements)
	if err != nil {
		return nil, err
	}
	end := p.trace.begin("join organizations and sectors", indexNone, len(statements))
	at := map[pair]int{}
	var rows []Presence
	for i, s := range statements {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, owner := range owners[s.node] {
			organization := p.countsFor(owner)
			if organization == 0 {
				continue
			}
			key := makePair(organization, s.sector)
			j, ok := at[key]
			if !ok {
				j = len(rows)
				at[key] = j
				rows = append(rows, Presence{Organization: p.s.EntityOf(organization), Sector: p.s.EntityOf(s.sector)})
			}
			facts := []statement{{s.node, p.sector, s.sector}}
			if owner != s.node {
				facts = append(facts, statement{s.node, p.of, owner})
				rows[j].Through = append(rows[j].Through, p.s.EntityOf(s.node))
			}
			rows[j].grounds = rows[j].join(p.way(facts...))
		}
	}
	for i := range rows {
		if len(rows[i].Through) > 1 {
			rows[i].Through = p.distinctByIRI(rows[i].Through)
		}
	}
	slices.SortFunc(rows, func(a, b Presence) int {
		if c := p.byIRI(a.Organization.Number(), b.Organization.Number()); c != 0 {
			return c
		}
		return p.byIRI(a.Sector.Number(), b.Sector.Number())
	})
	end(len(rows))
	return rows, nil
}

// distinctByIRI orders entities by IRI, and leaves out doubles.
func (a *asked) distinctByIRI(entities []graph.Entity) []graph.Entity {
	ids := make([]graph.ID, len(entities))
	for i, e := range entities {
		ids[i] = e.Number()
	}
	return a.entities(ids)
}

// countsFor is the organization that one counts for; 0 if it is not wanted.
func (p *presenceFinder) countsFor(owner graph.ID) graph.ID {
	switch {
	case p.only == nil:
		return p.orgs.top(owner)
	case contains(p.only, owner):
		return p.as
	}
	return 0
}

// statements gives what is said to be in one of some sectors, nil for any, each once.
func (p *presenceFinder) statements(ctx context.Context, sectors []graph.ID) ([]inSector, error) {
	if p.sector == 0 {
		return nil, nil
	}
	if p.only == nil && sectors == nil {
		return p.everyStatement(ctx)
	}
	var nodes []graph.ID
	var err error
	if p.only != nil {
		nodes, err = p.belongings(ctx, p.only)
	} else {
		nodes, err = p.into(ctx, sectors, p.sector)
	}
	if err != nil {
		return nil, err
	}
	end := p.trace.begin("read sectors", indexSubject, len(nodes))
	var found []inSector
	err = p.s.Expand(ctx, nodes, quad.Subject, []graph.ID{p.sector}, func(r graph.Run) bool {
		if !p.inTime(nodes[r.Node]) {
			return true
		}
		for _, sector := range p.others(nil, r) {
			if sectors == nil || contains(sectors, sector) {
				found = append(found, inSector{nodes[r.Node], sector})
			}
		}
		return true
	})
	end(len(found))
	return found, err
}

func (p *presenceFinder) everyStatement(ctx context.Context) ([]inSector, error) {
	end := p.trace.begin("find what is in sectors", indexPredicate, 1)
	var found []inSector
	err := p.s.Scan(ctx, p.sector, func(node, sector, label graph.ID) bool {
		s := inSector{node, sector}
		if (len(found) == 0 || found[len(found)-1] != s) && p.keep(label) && p.inTime(node) {
			found = append(found, s)
		}
		return true
	})
	end(len(found))
	return found, err
}

// owners gives the organizations behind what is in sectors: those that it is of, or itself if it is one.
func (p *presenceFinder) owners(ctx context.Context, statements []inSector) (map[graph.ID][]graph.ID, error) {
	var nodes []graph.ID
	for _, s := range statements {
		if len(nodes) == 0 || nodes[len(nodes)-1] != s.node {
			nodes = append(nodes, s.node)
		}
	}
	owners := make(map[graph.ID][]graph.ID, len(nodes))
	other := map[graph.ID]bool{} // has a type, and is no organization
	var all []graph.ID
	predicates := known([]graph.ID{p.of, p.typ})
	if len(predicates) > 0 {
		err := p.s.Expand(ctx, nodes, quad.Subject, predicates, func(r graph.Run) bool {
			node := nodes[r.Node]
			if r.Predicate == p.of {
				owners[node] = p.others(nil, r)
			} else if !slices.ContainsFunc(r.Others, func(class graph.ID) bool { return slices.Contains(p.classes, class) }) {
				other[node] = true
			}
			return true
		})
		if err != nil {
			return nil, err
		}
	}
	for _, node := range nodes {
		if len(owners[node]) == 0 && !other[node] {
			owners[node] = []graph.ID{node}
		}
		all = append(all, owners[node]...)
	}
	return owners, p.orgs.learn(ctx, all)
}

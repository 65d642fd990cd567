package query

import (
	"context"
	"slices"

	"talentgraph.example/graph"
	"talentgraph.example/query/internal/ask"
)

// presenceFinder finds which organization is in which sector.
type presenceFinder struct {
	*ask.Question
	*ask.Terms
	orgs *ask.Units
	only []graph.ID // organizations, ascending; nil for any
	as   graph.ID   // whom those count for
}

func newPresenceFinder(q *ask.Question) *presenceFinder {
	return &presenceFinder{Question: q, Terms: q.Terms, orgs: q.Units()}
}

// at is the finder for one organization with its units.
func (p *presenceFinder) at(ctx context.Context, organization graph.ID) (*presenceFinder, error) {
	only, err := p.orgs.WithUnits(ctx, []graph.ID{organization})
	q := *p
	q.only, q.as = only, organization
	return &q, err
}

// inSector is one statement that something is in a sector.
type inSector struct{ node, sector graph.ID }

// presenceLink is one reason why an organization is in a sector. Organization and sector are places.
type presenceLink struct {
	organization, sector int32
	node, owner          graph.ID // what is in the sector, and whose it is; equal for an organization itself
}

// presences are the links of some sectors by organization and sector, sectors by IRI, and what the places
// stand for.
type presences struct {
	links                  []presenceLink
	organizations, sectors []graph.ID
}

// join finds the links of some sectors, nil for any. The order of the organizations is that of their ranks,
// given their numbers by place.
func (p *presenceFinder) join(ctx context.Context, sectors []graph.ID, ranks func([]graph.ID) []int32) (presences, error) {
	statements, err := p.statements(ctx, sectors)
	if err != nil {
		return presences{}, err
	}
	var organizations, inSectors ask.Numbering
	links, err := p.links(ctx, statements, &organizations, &inSectors)
	if err != nil {
		return presences{}, err
	}
	end := p.Trace.Begin("join organizations and sectors", ask.IndexNone, len(links))
	links = byPlace(links, p.Ranks(inSectors.IDs), func(l presenceLink) int32 { return l.sector })
	links = byPlace(links, ranks(organizations.IDs), func(l presenceLink) int32 { return l.organization })
	end(len(links))
	return presences{links, organizations.IDs, inSectors.IDs}, ctx.Err()
}

// find gives the presences in some sectors, nil for any, ordered.
func (p *presenceFinder) find(ctx context.Context, sectors []graph.ID) ([]Presence, error) {
	x, err := p.join(ctx, sectors, p.Ranks)
	if err != nil {
		return nil, err
	}
	return p.rows(ctx, x)
}

// rows makes a row of the links of each organization and sector, which lie together. Rows share the memory
// of what they hold.
func (p *presenceFinder) rows(ctx context.Context, x presences) ([]Presence, error) {
	var rows []Presence
	links, organizations, sectors := x.links, x.organizations, x.sectors
	through := make([]graph.Entity, 0, len(links))
	facts := make([]ask.Statement, 0, 2*len(links))
	for i := 0; i < len(links); {
		if len(rows)&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		first := links[i]
		firstThrough, firstFact := len(through), len(facts)
		for ; i < len(links) && links[i].organization == first.organization && links[i].sector == first.sector; i++ {
			l := links[i]
			if l.owner != l.node {
				through = append(through, p.Numbers.Entity(l.node))
			}
			facts = appendStatements(facts, p.Terms, l, sectors[l.sector])
		}
		row := Presence{
			Organization: p.Numbers.Entity(organizations[first.organization]), Sector: p.Numbers.Entity(sectors[first.sector]),
			Through: slices.Clip(through[firstThrough:]), grounds: grounds{state: p.State, twos: slices.Clip(facts[firstFact:])},
		}
		if len(row.Through) > 1 {
			row.Through = distinctByIRI(p.Question.State, row.Through)
		}
		rows = append(rows, row)
	}
	return rows, ctx.Err()
}

// appendStatements appends the two that a link stands on; the second is zero if there is only one.
func appendStatements(dst []ask.Statement, terms *ask.Terms, l presenceLink, sector graph.ID) []ask.Statement {
	by := ask.Statement{}
	if l.owner != l.node {
		by = ask.Statement{Subject: l.node, Predicate: terms.Of, Object: l.owner}
	}
	return append(dst, ask.Statement{Subject: l.node, Predicate: terms.Sector, Object: sector}, by)
}

// byPlace is a counting sort by the rank of a place. What is equal keeps its order.
func byPlace(links []presenceLink, ranks []int32, place func(presenceLink) int32) []presenceLink {
	starts := make([]int, len(ranks)+1)
	for _, l := range links {
		starts[ranks[place(l)]+1]++
	}
	for i := range ranks {
		starts[i+1] += starts[i]
	}
	sorted := make([]presenceLink, len(links))
	for _, l := range links {
		rank := ranks[place(l)]
		sorted[starts[rank]] = l
		starts[rank]++
	}
	return sorted
}

// statements gives what is said to be in one of some sectors, nil for any, each once, by node.
func (p *presenceFinder) statements(ctx context.Context, sectors []graph.ID) ([]inSector, error) {
	if p.Sector == 0 {
		return nil, nil
	}
	if p.only == nil && sectors == nil {
		return p.everyStatement(ctx)
	}
	var nodes []graph.ID
	var err error
	if p.only != nil {
		nodes, err = p.Belongings(ctx, p.only)
	} else {
		nodes, err = p.Into(ctx, sectors, p.Sector)
	}
	if err != nil {
		return nil, err
	}
	end := p.Trace.Begin("read sectors", ask.IndexSubject, len(nodes))
	found := make([]inSector, 0, len(nodes))
	var wanted ask.Bitset
	for _, sector := range sectors {
		wanted.Set(sector)
	}
	var in []graph.ID
	err = p.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
		if !p.InTime(node) {
			return nil
		}
		in = in[:0]
		for i, predicate := range facts.Predicates {
			if predicate == p.Sector {
				in = ask.AppendNew(in, facts.Others[i])
			}
		}
		for _, sector := range in {
			if sectors == nil || wanted.Has(sector) {
				found = append(found, inSector{node, sector})
			}
		}
		return nil
	})
	end(len(found))
	return found, err
}

func (p *presenceFinder) everyStatement(ctx context.Context) ([]inSector, error) {
	end := p.Trace.Begin("find what is in sectors", ask.IndexPredicate, 1)
	var found []inSector
	everyTime := p.Times.EveryTime()
	last := inSector{}
	err := p.Numbers.Scan(ctx, p.Sector, !p.All, func(nodes, sectors, labels []graph.ID) bool {
		for k, node := range nodes {
			s := inSector{node, sectors[k]}
			if s != last && (p.All || p.Keep(labels[k])) && (everyTime || p.InTime(node)) {
				found = append(found, s)
				last = s
			}
		}
		return true
	})
	end(len(found))
	return found, err
}

// links joins what is in sectors with the organizations behind it: those that it is of, or itself if it is
// one.
func (p *presenceFinder) links(ctx context.Context, statements []inSector, organizations, sectors *ask.Numbering) ([]presenceLink, error) {
	nodes := make([]graph.ID, 0, len(statements))
	for _, s := range statements {
		nodes = ask.AppendNew(nodes, s.node)
	}
	links := make([]presenceLink, 0, len(statements))
	var owners []graph.ID
	err := p.EachNode(ctx, nodes, func(node graph.ID, facts ask.Facts) error {
		owners = p.ownersIn(owners[:0], node, facts)
		for ; len(statements) > 0 && statements[0].node == node; statements = statements[1:] {
			sector := sectors.Number(statements[0].sector)
			for _, owner := range owners {
				links = append(links, presenceLink{sector: sector, node: node, owner: owner})
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return p.placed(ctx, links, organizations)
}

// ownersIn reads the owners of a node from what is said of it.
func (p *presenceFinder) ownersIn(owners []graph.ID, node graph.ID, facts ask.Facts) []graph.ID {
	typed, organization := false, false
	for i, other := range facts.Others {
		switch facts.Predicates[i] {
		case p.Of:
			owners = ask.AppendNew(owners, other)
		case p.Type:
			typed = true
			organization = organization || other == p.Organization || other == p.Unit
		}
	}
	if len(owners) == 0 && (!typed || organization) {
		owners = append(owners, node)
	}
	return owners
}

// placed gives links the places of the organizations that their owners count for, and leaves out those of
// others.
func (p *presenceFinder) placed(ctx context.Context, links []presenceLink, organizations *ask.Numbering) ([]presenceLink, error) {
	var owners ask.Numbering
	for i, l := range links {
		links[i].organization = owners.Number(l.owner)
	}
	if err := p.orgs.Learn(ctx, owners.IDs); err != nil {
		return nil, err
	}
	var tops []graph.ID
	var countsFor []int32 // places for each owner, end to end
	starts := make([]int, 1, len(owners.IDs)+1)
	for _, owner := range owners.IDs {
		switch {
		case p.only == nil:
			tops = p.orgs.AppendTops(tops[:0], owner)
			for _, top := range tops {
				countsFor = append(countsFor, organizations.Number(top))
			}
		case ask.Contains(p.only, owner):
			countsFor = append(countsFor, organizations.Number(p.as))
		}
		starts = append(starts, len(countsFor))
	}
	kept := links[:0]
	if p.orgs.Shared {
		kept = nil // there may be more than there were
	}
	for i, l := range links {
		if i&4095 == 4095 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		for _, place := range countsFor[starts[l.organization]:starts[l.organization+1]] {
			kept = append(kept, presenceLink{place, l.sector, l.node, l.owner})
		}
	}
	return kept, ctx.Err()
}

// distinctByIRI orders entities by IRI in their place, and leaves out doubles.
func distinctByIRI(s *ask.State, entities []graph.Entity) []graph.Entity {
	const few = 12 // up to which reading texts again costs less than to note them
	switch {
	case len(entities) < 2:
		return entities
	case len(entities) <= few:
		slices.SortFunc(entities, func(x, y graph.Entity) int { return s.ByIRI(x.Number(), y.Number()) })
		return slices.Compact(entities)
	}
	ids := make([]graph.ID, len(entities))
	for i, e := range entities {
		ids[i] = e.Number()
	}
	return s.Entities(ids)
}

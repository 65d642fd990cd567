package query

import (
	"cmp"
	"context"
	"slices"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph"
)

// presenceFinder finds which organization is in which sector.
type presenceFinder struct {
	*claims
	*terms
	orgs *organizations
	only []graph.ID // organizations, ascending; nil for any
	as   graph.ID   // whom those count for
}

func (c *claims) presenceFinder(ctx context.Context) (*presenceFinder, error) {
	orgs, err := c.organizations(ctx)
	return &presenceFinder{claims: c, terms: c.terms, orgs: orgs}, err
}

// at is the finder for one organization with its units.
func (p *presenceFinder) at(ctx context.Context, organization graph.ID) (*presenceFinder, error) {
	only, err := p.orgs.withUnits(ctx, []graph.ID{organization})
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
	var organizations, inSectors places
	links, err := p.links(ctx, statements, &organizations, &inSectors)
	if err != nil {
		return presences{}, err
	}
	end := p.trace.begin("join organizations and sectors", indexNone, len(links))
	links = byPlace(links, p.ranks(inSectors.ids), func(l presenceLink) int32 { return l.sector })
	links = byPlace(links, ranks(organizations.ids), func(l presenceLink) int32 { return l.organization })
	end(len(links))
	return presences{links, organizations.ids, inSectors.ids}, ctx.Err()
}

// asMet ranks places in their own order.
func asMet(ids []graph.ID) []int32 {
	ranks := make([]int32, len(ids))
	for place := range ranks {
		ranks[place] = int32(place)
	}
	return ranks
}

// find gives the presences in some sectors, nil for any, ordered.
func (p *presenceFinder) find(ctx context.Context, sectors []graph.ID) ([]Presence, error) {
	x, err := p.join(ctx, sectors, p.ranks)
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
	facts := make([]statement, 0, 2*len(links))
	for i := 0; i < len(links); {
		if len(rows)&255 == 255 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		first := links[i]
		firstThrough, firstFact := len(through), len(facts)
		for ; i < len(links) && links[i].organization == first.organization && links[i].sector == first.sector; i++ {
			l := links[i]
			if l.owner != l.node {
				through = append(through, p.n.Entity(l.node))
			}
			facts = p.appendStatements(facts, l, sectors[l.sector])
		}
		row := Presence{
			Organization: p.n.Entity(organizations[first.organization]), Sector: p.n.Entity(sectors[first.sector]),
			Through: slices.Clip(through[firstThrough:]), grounds: grounds{asked: p.asked, twos: slices.Clip(facts[firstFact:])},
		}
		if len(row.Through) > 1 {
			row.Through = p.distinctByIRI(row.Through)
		}
		rows = append(rows, row)
	}
	return rows, ctx.Err()
}

// appendStatements appends the two that a link stands on; the second is zero if there is only one.
func (p *presenceFinder) appendStatements(dst []statement, l presenceLink, sector graph.ID) []statement {
	by := statement{}
	if l.owner != l.node {
		by = statement{l.node, p.of, l.owner}
	}
	return append(dst, statement{l.node, p.sector, sector}, by)
}

// ranks gives the rank of each place in the order of IRIs.
func (a *asked) ranks(ids []graph.ID) []int32 {
	ordered, texts := asMet(ids), make([]string, len(ids))
	for i, id := range ids {
		texts[i] = a.text(id)
	}
	slices.SortFunc(ordered, func(x, y int32) int { return cmp.Or(cmp.Compare(texts[x], texts[y]), cmp.Compare(ids[x], ids[y])) })
	ranks := make([]int32, len(ids))
	for rank, place := range ordered {
		ranks[place] = int32(rank)
	}
	return ranks
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
	columns, err := p.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	found := make([]inSector, 0, len(nodes))
	var wanted bitset
	for _, sector := range sectors {
		wanted.set(sector)
	}
	var in []graph.ID
	for i, node := range nodes {
		if i%atATime == 0 {
			if err := touchNext(ctx, &columns, nodes[i:]); err != nil {
				return nil, err
			}
		}
		if !p.inTime(node) {
			continue
		}
		in = in[:0]
		facts, from, to := columns.At(node)
		for j := from; j < to; j++ {
			if facts.Predicates[j] == p.sector && (p.all || p.keep(facts.Labels[j])) {
				in = appendNew(in, facts.Others[j])
			}
		}
		for _, sector := range in {
			if sectors == nil || wanted.has(sector) {
				found = append(found, inSector{node, sector})
			}
		}
	}
	end(len(found))
	return found, nil
}

func (p *presenceFinder) everyStatement(ctx context.Context) ([]inSector, error) {
	end := p.trace.begin("find what is in sectors", indexPredicate, 1)
	var found []inSector
	everyTime := p.times.everyTime()
	last := inSector{}
	err := p.n.Scan(ctx, p.sector, !p.all, func(nodes, sectors, labels []graph.ID) bool {
		for k, node := range nodes {
			s := inSector{node, sectors[k]}
			if s != last && (p.all || p.keep(labels[k])) && (everyTime || p.inTime(node)) {
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
func (p *presenceFinder) links(ctx context.Context, statements []inSector, organizations, sectors *places) ([]presenceLink, error) {
	columns, err := p.n.Columns(ctx, quad.Subject)
	if err != nil {
		return nil, err
	}
	links := make([]presenceLink, 0, len(statements))
	var owners []graph.ID
	for i := 0; i < len(statements); {
		node := statements[i].node
		owners = p.ownersIn(owners[:0], node, &columns)
		for ; i < len(statements) && statements[i].node == node; i++ {
			if i%atATime == 0 && ctx.Err() != nil {
				return nil, ctx.Err()
			}
			sector := sectors.place(statements[i].sector)
			for _, owner := range owners {
				links = append(links, presenceLink{sector: sector, node: node, owner: owner})
			}
		}
	}
	return p.placed(ctx, links, organizations)
}

// ownersIn reads the owners of a node from what is said of it.
func (p *presenceFinder) ownersIn(owners []graph.ID, node graph.ID, columns *graph.Columns) []graph.ID {
	typed, organization := false, false
	facts, from, to := columns.At(node)
	for i := from; i < to; i++ {
		switch facts.Predicates[i] {
		case p.of:
			if p.all || p.keep(facts.Labels[i]) {
				owners = appendNew(owners, facts.Others[i])
			}
		case p.typ:
			typed = true
			class := facts.Others[i]
			organization = organization || class == p.organization || class == p.unit
		}
	}
	if len(owners) == 0 && (!typed || organization) {
		owners = append(owners, node)
	}
	return owners
}

// placed gives links the places of the organizations that their owners count for, and leaves out those of
// others.
func (p *presenceFinder) placed(ctx context.Context, links []presenceLink, organizations *places) ([]presenceLink, error) {
	var owners places
	for i, l := range links {
		links[i].organization = owners.place(l.owner)
	}
	if err := p.orgs.learn(ctx, owners.ids); err != nil {
		return nil, err
	}
	countsFor := make([]int32, len(owners.ids)) // place and 1; 0 is nobody
	for i, owner := range owners.ids {
		switch {
		case p.only == nil:
			countsFor[i] = organizations.place(p.orgs.top(owner)) + 1
		case contains(p.only, owner):
			countsFor[i] = organizations.place(p.as) + 1
		}
	}
	kept := links[:0]
	for _, l := range links {
		if organization := countsFor[l.organization]; organization > 0 {
			l.organization = organization - 1
			kept = append(kept, l)
		}
	}
	return kept, ctx.Err()
}

// distinctByIRI orders entities by IRI in their place, and leaves out doubles.
func (a *asked) distinctByIRI(entities []graph.Entity) []graph.Entity {
	const few = 12 // up to which reading texts again costs less than to note them
	switch {
	case len(entities) < 2:
		return entities
	case len(entities) <= few:
		slices.SortFunc(entities, func(x, y graph.Entity) int { return a.byIRI(x.Number(), y.Number()) })
		return slices.Compact(entities)
	}
	ids := make([]graph.ID, len(entities))
	for i, e := range entities {
		ids[i] = e.Number()
	}
	return a.entities(ids)
}

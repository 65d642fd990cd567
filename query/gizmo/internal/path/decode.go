package path

import (
	"github.com/cayleygraph/cayley/graph/iterator"

	"talentgraph.example/query/gizmo/internal/wire"
)

// Decode reads a path that another process has encoded. A path that grows above a size is a broken message, and so is
// whatever no script could have written.
func Decode(r *wire.Reader, most int) *Path {
	d := decoder{r: r, most: int64(most)}
	d.paths()
	if len(d.read) == 0 {
		r.Break()
		return Nowhere()
	}
	return d.read[len(d.read)-1]
}

// DecodeSearch reads what Shortest looks for.
func DecodeSearch(r *wire.Reader, most int) (from *Path, to Search) {
	d := decoder{r: r, most: int64(most)}
	d.paths()
	from = d.path()
	if goal := d.via(); goal != nil {
		to.Goal = *goal
	} else {
		r.Break()
	}
	to.Along = d.via()
	n := r.Count()
	if n > 2 {
		r.Break()
	}
	for i := 0; i < n && r.Err() == nil; i++ {
		to.Inverse = append(to.Inverse, r.Bool())
	}
	to.Most = r.Int()
	return from, to
}

// decoder reads paths, those within others first.
type decoder struct {
	r    *wire.Reader
	most int64
	read []*Path
}

func (d *decoder) paths() {
	n := d.r.Count()
	for i := 0; i < n && d.r.Err() == nil; i++ {
		p := &Path{weight: same, ranked: d.r.Bool()}
		steps := d.r.Count()
		for j := 0; j < steps && d.r.Err() == nil; j++ {
			s := d.step()
			if s == nil {
				d.r.Break()
				break
			}
			p.steps = append(p.steps, taken{step: s})
			if p.weight = p.weight.then(s.weight()); p.Size() > d.most {
				d.r.Break()
			}
		}
		d.read = append(d.read, p)
	}
}

// path is one that was read before.
func (d *decoder) path() *Path {
	n := d.r.Uint()
	if n >= uint64(len(d.read)) {
		d.r.Break()
		return Nowhere()
	}
	return d.read[n]
}

// step reads a step; nil if there is no such kind.
func (d *decoder) step() step {
	r := d.r
	switch r.Byte() {
	case isStep:
		return is{nodes: r.Values()}
	case nothingStep:
		return nothing{}
	case hasStep:
		return has{d.via(), d.via(), r.Bool(), r.Values(), d.filters()}
	case saveStep:
		return save{d.via(), d.via(), d.tag(), r.Bool(), r.Bool()}
	case savePredicatesStep:
		return savePredicates{r.Bool(), d.tag()}
	case predicatesStep:
		return predicates{r.Bool()}
	case labelsStep:
		return labels{}
	case tagStep:
		return tag{names: d.tags()}
	case filterStep:
		return filter{d.filters()}
	case uniqueStep:
		return unique{}
	case hopStep:
		return d.hop()
	case hopLabelsStep:
		return hopLabels{d.hop(), d.tags()}
	case orderStep:
		return order{ordering: ordering{extended: r.Bool(), by: r.Value(), desc: r.Bool(), page: d.page()}}
	case keptStep:
		return kept{page: d.page()}
	case andStep:
		return and{d.path()}
	case orStep:
		return or{d.path()}
	case exceptStep:
		return except{d.path()}
	case followStep:
		return follow{way: d.path()}
	case recursiveStep:
		return recursive{way: d.path(), maxDepth: d.depth(), depthTags: d.tags()}
	}
	return nil
}

func (d *decoder) hop() hop {
	dir := Direction(d.r.Byte())
	if dir > Both {
		d.r.Break()
	}
	return hop{dir, d.via(), d.via(), d.tags()}
}

func (d *decoder) via() *Via {
	v := &Via{}
	switch d.r.Byte() {
	case viaAll:
		return nil
	case viaValues:
		v.Values = d.r.Values()
	case viaPath:
		v.Path = d.path()
	default:
		d.r.Break()
	}
	v.tags = d.tags()
	return v
}

// tag is a name that a script may give; those that begin with a zero byte are the library's own.
func (d *decoder) tag() string {
	name := d.r.Text()
	if name != "" && name[0] == 0 {
		d.r.Break()
	}
	return name
}

func (d *decoder) tags() []string {
	n := d.r.Count()
	var names []string
	for i := 0; i < n && d.r.Err() == nil; i++ {
		names = append(names, d.tag())
	}
	return names
}

func (d *decoder) filters() []Filter {
	n := d.r.Count()
	var tests []Filter
	for i := 0; i < n && d.r.Err() == nil; i++ {
		tests = append(tests, d.filter())
	}
	return tests
}

func (d *decoder) filter() Filter {
	if value := d.r.Value(); value != nil {
		op := iterator.Operator(d.r.Byte())
		if op > iterator.CompareGTE {
			d.r.Break()
		}
		return Compare(op, value)
	}
	pattern, like, refs := d.r.Text(), d.r.Bool(), d.r.Bool()
	if d.r.Err() != nil {
		return Filter{}
	}
	f, err := Regex(pattern, refs)
	if like {
		f, err = Like(pattern)
	}
	if err != nil {
		d.r.Break()
	}
	return f
}

func (d *decoder) page() page {
	p := page{d.r.Int(), d.r.Int()}
	if p.skip < 0 || p.limit < 0 {
		d.r.Break()
	}
	return p
}

func (d *decoder) depth() int {
	n := d.r.Int()
	if n < -1 || n > 1<<31-1 {
		d.r.Break()
	}
	return int(n)
}

package query

import (
	"talentgraph.example/graph"
	"talentgraph.example/graph/term"
	"talentgraph.example/internal/jsontext"
	"talentgraph.example/query/internal/ask"
)

// lines is what rows share that are written one after the other: what comes again in many of them, and room for what
// is read of each. Rows that are written often are written straight from the numbers of their state by it.
type lines struct {
	entities []writtenEntity // by their numbers modulo the length; the last one to come has the place. None for a row alone
	texts    []byte          // a block of theirs, and of some that have lost their place
	kept     int             // bytes in all blocks
	said     said
	evidence []byte // of the last row, as JSON
	err      error  // of reading it
	facts    [][2]graph.ID
	shared   *sharedEvidence // nil outside of documents

	led     graph.Entity // what the last leader leads
	ledMuch bool         // and that is of so many organizations that it is told once
}

// writtenEntity is an entity, and its JSON when it has come twice: what comes once is not worth a copy.
type writtenEntity struct {
	entity graph.Entity
	text   []byte
}

func newLines() *lines { return &lines{entities: make([]writtenEntity, 256)} }

func linesOf(f *jsontext.Fields) *lines {
	l, ok := f.Kept.(*lines)
	if !ok {
		l = &lines{}
		f.Kept = l
	}
	return l
}

// entity appends an entity, from memory if it can.
func (l *lines) entity(dst []byte, e graph.Entity) ([]byte, error) {
	if len(l.entities) == 0 || e.Number() == 0 {
		return e.AppendJSON(dst)
	}
	w := &l.entities[e.Number()%graph.ID(len(l.entities))]
	if w.entity == e && w.text != nil {
		return append(dst, w.text...), nil
	}
	from := len(dst)
	dst, err := e.AppendJSON(dst)
	switch {
	case err != nil:
	case w.entity == e:
		l.keep(w, e, dst[from:])
	default:
		*w = writtenEntity{entity: e}
	}
	return dst, err
}

// keep remembers the JSON of an entity; where there is too much of it, that alone.
func (l *lines) keep(w *writtenEntity, e graph.Entity, text []byte) {
	const block, most = 4 << 10, 64 << 10
	if l.kept+len(text) > most {
		clear(l.entities)
		l.texts, l.kept = l.texts[:0], 0
	}
	if len(text) > most {
		return
	}
	if cap(l.texts)-len(l.texts) < len(text) { // the block stays where it is, which costs less than to let it grow
		l.texts = make([]byte, 0, max(block, len(text)))
	}
	from := len(l.texts)
	l.texts = append(l.texts, text...)
	l.kept += len(text)
	*w = writtenEntity{e, l.texts[from:len(l.texts):len(l.texts)]}
}

func (l *lines) entityField(f *jsontext.Fields, name string, e graph.Entity) {
	f.Append(name, func(dst []byte) ([]byte, error) { return l.entity(dst, e) })
}

// entityList is left out if there are none.
func (l *lines) entityList(f *jsontext.Fields, name string, list []graph.Entity) {
	if len(list) == 0 {
		return
	}
	f.Append(name, func(dst []byte) (_ []byte, err error) {
		dst = append(dst, '[')
		for i, e := range list {
			if i > 0 {
				dst = append(dst, ',')
			}
			if dst, err = l.entity(dst, e); err != nil {
				return dst, err
			}
		}
		return append(dst, ']'), nil
	})
}

// said is what is said of the node that a row tells of, as fields.
type said struct{ *ask.Said }

// read reads a node.
func (l *lines) read(state *ask.State, node graph.ID) said {
	if l.said.Said == nil || l.said.State != state {
		l.said = said{state.Said()}
	}
	l.said.Read(node)
	return l.said
}

// node is the IRI or blank node of a number; left out for 0.
func (s said) node(f *jsontext.Fields, name string, id graph.ID) {
	switch t := s.Numbers.Term(id); t.Kind {
	case term.IRI:
		f.Say(name, t.Text)
	case term.Blank:
		f.Say(name, "_:"+t.Text)
	}
}

// texts are those of a predicate by their languages, left out if there are none.
func (s said) texts(f *jsontext.Fields, name string, predicate graph.ID) {
	var room [4]graph.ID
	values := s.Values(room[:0], predicate)
	if len(values) != 1 {
		texts := s.Texts(values)
		jsontext.Texts(f, name, &texts)
		return
	}
	t := s.Numbers.Term(values[0])
	f.Append(name, func(dst []byte) ([]byte, error) {
		dst = append(jsontext.AppendString(append(dst, '{'), t.Lang), ':')
		return append(jsontext.AppendString(dst, t.Text), '}'), nil
	})
}

func (s said) flag(f *jsontext.Fields, name string, predicate graph.ID) {
	if s.IsTrue(predicate) {
		f.Yes(name)
	}
}

// grounds are the certainty of a row that tells of the node that has been read, and needs some facts about it, and the
// claims about that node.
func (l *lines) grounds(f *jsontext.Fields, facts ...[2]graph.ID) {
	claims := l.said.Claims()
	if key := l.keyOfLabels(claims); key != "" {
		f.Say("certainty", l.said.Weakest(facts...).String())
		if !l.writtenBefore(f, key) {
			l.readClaims(l.said.State, claims)
			l.claims(f)
		}
		return
	}
	if strongest := l.readClaims(l.said.State, claims); len(claims) == 1 {
		l.said.Knows(claims[0], strongest)
	}
	f.Say("certainty", l.said.Weakest(facts...).String())
	l.claims(f)
}

// readClaims reads the claims of labels, and gives the strongest grade.
func (l *lines) readClaims(state *ask.State, labels []graph.ID) (strongest graph.Certainty) {
	l.evidence, strongest, l.err = state.Numbers.AppendEvidenceJSON(l.evidence[:0], labels...)
	return strongest
}

// claims are those that have been read, left out if there are none.
func (l *lines) claims(f *jsontext.Fields) {
	if f.Fail(l.err); len(l.evidence) > 0 {
		f.Append("evidence", func(dst []byte) ([]byte, error) { return append(dst, l.evidence...), nil })
	}
}

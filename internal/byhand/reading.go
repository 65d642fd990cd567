package byhand

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
)

// Words of the grades, by their rank; what has no grade comes last.
var gradeWords = [...]string{"stated", "inferred", "speculative", "unknown"}

const noGrade = len(gradeWords) - 1

// Claim is what is read of a claim.
type Claim struct {
	Claim, Source         ID
	Paragraph, Start, End int
	Grade                 int // the rank
}

// ClaimOf reads a claim.
func (d *Data) ClaimOf(label ID) Claim {
	c := Claim{Claim: label, Grade: noGrade}
	for j := d.subjects[label]; j < d.subjects[label+1]; j++ {
		o := d.o[j]
		switch d.p[j] {
		case d.source:
			c.Source = o
		case d.paragraph:
			c.Paragraph = d.integer(o)
		case d.start:
			c.Start = d.integer(o)
		case d.end:
			c.End = d.integer(o)
		case d.certainty:
			c.Grade = d.rank(o)
		}
	}
	return c
}

func (d *Data) rank(grade ID) int {
	if i := slices.Index(d.grades[:], grade); i >= 0 {
		return i
	}
	return noGrade
}

// gradeOf reads the grade of a claim alone.
func (d *Data) gradeOf(label ID) int {
	i, end := ofPredicate(d.p, d.subjects[label], d.subjects[label+1], d.certainty)
	if i == end {
		return noGrade
	}
	return d.rank(d.o[i])
}

// literal is the text of "text" or "text"@en: what talentgen writes needs no unescaping.
func (d *Data) literal(id ID) (text, lang []byte) {
	whole := d.text[d.starts[id]:d.starts[id+1]]
	end := bytes.LastIndexByte(whole, '"')
	if at := whole[end+1:]; len(at) > 0 && at[0] == '@' {
		lang = at[1:]
	}
	return whole[1:end], lang
}

// iri is an IRI without its angle brackets.
func (d *Data) iri(id ID) []byte { return d.text[d.starts[id]+1 : d.starts[id+1]-1] }

// Name is the English label of a node.
func (d *Data) Name(id ID) string {
	i, end := ofPredicate(d.p, d.subjects[id], d.subjects[id+1], d.label)
	for ; i < end; i++ {
		if text, lang := d.literal(d.o[i]); string(lang) == "en" {
			return string(text)
		}
	}
	return ""
}

// Quads yields the quads of a node as texts.
func (d *Data) Quads(id ID, yield func(subject, predicate, object, label string)) {
	subject := d.Text(id)
	for j := d.subjects[id]; j < d.subjects[id+1]; j++ {
		yield(subject, d.Text(d.p[j]), d.Text(d.o[j]), d.Text(d.g[j]))
	}
}

// AboutPerson yields the quads of a person and of their moves.
func (d *Data) AboutPerson(person ID, yield func(subject, predicate, object, label string)) {
	d.Quads(person, yield)
	last := ID(0)
	i, end := ofPredicate(d.op, d.objects[person], d.objects[person+1], d.person)
	for ; i < end; i++ {
		if m := d.os[i]; m != last {
			d.Quads(m, yield)
			last = m
		}
	}
}

// Told is what is read of a move.
type Told struct {
	Year, Role    ID // of its own; 0 for none
	Certainty     int
	YearCertainty int
	Claims        []Claim // the first one first
}

// Tell reads a move's certainty, which is that of its weakest fact, and its claims.
func (d *Data) Tell(m Move) Told {
	t := Told{YearCertainty: noGrade}
	var labels [8]ID
	claims := labels[:0]
	var last ID
	best := [4]int{noGrade, noGrade, noGrade, noGrade} // of person, from, to and year
	for j := d.subjects[m.Move]; j < d.subjects[m.Move+1]; j++ {
		p, g := d.p[j], d.g[j]
		if p == d.typ {
			continue
		}
		if g != last && !slices.Contains(claims, g) {
			claims, last = append(claims, g), g
		}
		fact := -1
		switch {
		case p == d.person && d.o[j] == m.Person:
			fact = 0
		case p == d.from && d.o[j] == m.From:
			fact = 1
		case p == d.to && d.o[j] == m.To:
			fact = 2
		case p == d.year:
			fact, t.Year = 3, d.o[j]
		case p == d.role:
			t.Role = d.o[j]
		}
		if fact >= 0 {
			best[fact] = min(best[fact], d.gradeOf(g))
		}
	}
	t.YearCertainty = best[3]
	t.Certainty = slices.Max(best[:])
	t.Claims = make([]Claim, len(claims))
	for i, label := range claims {
		t.Claims[i] = d.ClaimOf(label)
	}
	slices.SortFunc(t.Claims, func(a, b Claim) int {
		return cmp.Or(cmp.Compare(a.Grade, b.Grade), cmp.Compare(a.Paragraph, b.Paragraph), cmp.Compare(a.Start, b.Start), bytes.Compare(d.iri(a.Claim), d.iri(b.Claim)))
	})
	return t
}

// Certainty is the word for a rank.
func Certainty(rank int) string { return gradeWords[rank] }

// Summary is the text of a strategy's summary.
func (d *Data) Summary(strategy ID) string {
	if i, end := ofPredicate(d.p, d.subjects[strategy], d.subjects[strategy+1], d.summary); i < end {
		text, _ := d.literal(d.o[i])
		return string(text)
	}
	return ""
}

// MovesJSON writes moves as the library does.
func (d *Data) MovesJSON(dst []byte, moves []Move) []byte {
	dst = append(dst, '[')
	for i, m := range moves {
		dst = separate(dst, i)
		t := d.Tell(m)
		dst = append(append(append(dst, `{"id":"`...), d.iri(m.Move)...), `","person":`...)
		dst = append(d.entityJSON(dst, m.Person), `,"from":`...)
		dst = append(d.entityJSON(dst, m.From), `,"to":`...)
		dst = append(d.entityJSON(dst, m.To), `,"year":`...)
		dst = strconv.AppendInt(dst, int64(m.Year), 10)
		dst = strconv.AppendInt(append(dst, `,"when":"`...), int64(m.Year), 10)
		dst = append(append(append(dst, `","whenCertainty":"`...), gradeWords[t.YearCertainty]...), '"')
		role, lang := d.literal(t.Role)
		dst = append(append(append(append(append(dst, `,"role":{"`...), lang...), `":"`...), role...), `"}`...)
		dst = append(append(dst, `,"certainty":"`...), gradeWords[t.Certainty]...)
		dst = append(d.claimsJSON(dst, t.Claims), '}')
	}
	return append(dst, "]\n"...)
}

// StrategiesJSON writes strategies as the library does.
func (d *Data) StrategiesJSON(dst []byte, strategies []Strategy) []byte {
	dst = append(dst, '[')
	for i, s := range strategies {
		dst = separate(dst, i)
		dst = append(append(append(dst, `{"id":"`...), d.iri(s.Strategy)...), `","organization":`...)
		dst = append(d.entityJSON(dst, s.Of), `,"sectors":[`...)
		for k, sector := range s.Sectors {
			if k > 0 {
				dst = append(dst, ',')
			}
			dst = d.entityJSON(dst, sector)
		}
		dst = append(append(append(dst, `],"summary":{"en":"`...), d.Summary(s.Strategy)...), `"},"certainty":"`...)
		worst, label := 0, ID(0)
		for j := d.subjects[s.Strategy]; j < d.subjects[s.Strategy+1]; j++ {
			if p := d.p[j]; p == d.of || p == d.sector {
				label = d.g[j]
				worst = max(worst, d.gradeOf(label))
			}
		}
		dst = append(dst, gradeWords[worst]...)
		dst = append(d.claimsJSON(dst, []Claim{d.ClaimOf(label)}), '}')
	}
	return append(dst, "]\n"...)
}

func separate(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ",\n"...)
	}
	return dst
}

// entityJSON writes an entity that has labels in English and Chinese.
func (d *Data) entityJSON(dst []byte, id ID) []byte {
	dst = append(append(append(dst, `{"id":"`...), d.iri(id)...), `","label":"`...)
	var en, zh []byte
	i, end := ofPredicate(d.p, d.subjects[id], d.subjects[id+1], d.label)
	for ; i < end; i++ {
		if text, lang := d.literal(d.o[i]); string(lang) == "en" {
			en = text
		} else {
			zh = text
		}
	}
	dst = append(append(append(dst, en...), `","lang":"en","labels":{"en":"`...), en...)
	return append(append(append(dst, `","zh-Hant":"`...), zh...), `"}}`...)
}

// claimsJSON writes what follows the word of the certainty.
func (d *Data) claimsJSON(dst []byte, claims []Claim) []byte {
	dst = append(dst, `","evidence":[`...)
	for i, c := range claims {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(append(append(dst, `{"claim":"`...), d.iri(c.Claim)...), `","source":"`...)
		dst = strconv.AppendInt(append(append(dst, d.iri(c.Source)...), `","paragraph":`...), int64(c.Paragraph), 10)
		dst = strconv.AppendInt(append(dst, `,"start":`...), int64(c.Start), 10)
		dst = strconv.AppendInt(append(dst, `,"end":`...), int64(c.End), 10)
		dst = append(append(append(dst, `,"certainty":"`...), gradeWords[c.Grade]...), `"}`...)
	}
	return append(dst, ']')
}

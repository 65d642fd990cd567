package naive

import (
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"fmt"
	"math"
	"math/big"
	randv2 "math/rand/v2"
	"regexp"
	"strings"

	"talentgraph.example/graph/term"
	"talentgraph.example/query/internal/algebra"
	"talentgraph.example/query/internal/iri"
)

// function evaluates a function of its arguments' values.
func (e *evaluator) function(f algebra.Func, args []term.Term, r row) (term.Term, error) {
	bad := term.Term{}
	switch {
	case f >= algebra.FnEqual && f <= algebra.FnGreaterEqual:
		return comparison(f, args[0], args[1])
	case f >= algebra.FnAdd && f <= algebra.FnDivide:
		return arithmetic(f, args[0], args[1])
	case f >= algebra.FnYear && f <= algebra.FnTZ:
		return momentPart(f, args[0])
	case f >= algebra.FnMD5 && f <= algebra.FnSHA512:
		return hash(f, args[0])
	case f >= algebra.FnAbs && f <= algebra.FnFloor:
		return rounded(f, args[0])
	case f >= algebra.FnStrLen && f <= algebra.FnReplace:
		return textFunction(f, args)
	}
	switch f {
	case algebra.FnMinus:
		return arithmetic(algebra.FnMultiply, args[0], intTerm(-1))
	case algebra.FnPlus:
		return arithmetic(algebra.FnAdd, args[0], intTerm(0))
	case algebra.FnSameTerm:
		return boolTerm(same(args[0], args[1])), nil
	case algebra.FnIsIRI:
		return boolTerm(args[0].Kind == term.IRI), nil
	case algebra.FnIsBlank:
		return boolTerm(args[0].Kind == term.Blank), nil
	case algebra.FnIsLiteral:
		return boolTerm(args[0].Kind == term.Literal), nil
	case algebra.FnIsNumeric:
		return boolTerm(valueOf(args[0]).kind == isNumber), nil
	case algebra.FnStr:
		if args[0].Kind == term.Blank {
			return bad, errExpr
		}
		return plain(args[0].Text), nil
	case algebra.FnLang:
		if args[0].Kind != term.Literal {
			return bad, errExpr
		}
		return plain(args[0].Lang), nil
	case algebra.FnDatatype:
		return datatypeOf(args[0])
	case algebra.FnIRI:
		return makeIRI(args)
	case algebra.FnBNode:
		return e.blank(args, r)
	case algebra.FnStrDT:
		if valueOf(args[0]).kind != isString || args[1].Kind != term.IRI {
			return bad, errExpr
		}
		t := plain(args[0].Text)
		if t.Datatype = args[1].Text; t.Datatype == term.XSD+"string" {
			t.Datatype = ""
		}
		return t, nil
	case algebra.FnStrLang:
		if valueOf(args[0]).kind != isString || valueOf(args[1]).kind != isString || args[1].Text == "" {
			return bad, errExpr
		}
		return term.Term{Kind: term.Literal, Text: args[0].Text, Lang: args[1].Text}, nil
	case algebra.FnUUID:
		return term.Term{Kind: term.IRI, Text: "urn:uuid:" + uuid()}, nil
	case algebra.FnStrUUID:
		return plain(uuid()), nil
	case algebra.FnRand:
		return number{kind: 3, float: randv2.Float64()}.termOf(), nil
	case algebra.FnNow:
		return typed(e.opts.Now.UTC().Format("2006-01-02T15:04:05.999Z"), "dateTime"), nil
	case algebra.FnLangMatches:
		return boolTerm(langMatches(args[0].Text, args[1].Text)), nil
	}
	return bad, errExpr
}

func uuid() string {
	var b [16]byte
	_, _ = rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

func comparison(f algebra.Func, a, b term.Term) (term.Term, error) {
	if f == algebra.FnEqual || f == algebra.FnNotEqual {
		eq, err := equals(a, b)
		return boolTerm(eq == (f == algebra.FnEqual)), err
	}
	x, y := valueOf(a), valueOf(b)
	if x.kind != y.kind || x.kind == isLang {
		return term.Term{}, errExpr
	}
	d, err := order(x, y)
	holds := map[algebra.Func]bool{algebra.FnLess: d < 0, algebra.FnGreater: d == 1, algebra.FnLessEqual: d <= 0, algebra.FnGreaterEqual: d == 0 || d == 1}[f]
	return boolTerm(holds), err
}

func datatypeOf(t term.Term) (term.Term, error) {
	switch {
	case t.Kind != term.Literal:
		return term.Term{}, errExpr
	case t.Lang != "":
		return term.Term{Kind: term.IRI, Text: term.RDF + "langString"}, nil
	case t.Datatype == "":
		return term.Term{Kind: term.IRI, Text: term.XSD + "string"}, nil
	}
	return term.Term{Kind: term.IRI, Text: t.Datatype}, nil
}

func makeIRI(args []term.Term) (term.Term, error) {
	if args[0].Kind == term.IRI {
		return args[0], nil
	}
	base := ""
	if len(args) > 1 {
		base = args[1].Text
	}
	if valueOf(args[0]).kind != isString {
		return term.Term{}, errExpr
	}
	full, ok := iri.Resolve(base, args[0].Text)
	t := term.Term{Kind: term.IRI, Text: full}
	if !ok || t.Check() != nil {
		return term.Term{}, errExpr
	}
	return t, nil
}

// blank makes a blank node: the same one for the same text in one solution.
func (e *evaluator) blank(args []term.Term, r row) (term.Term, error) {
	e.blanks++
	made := term.Term{Kind: term.Blank, Text: fmt.Sprintf("made%d", e.blanks)}
	if len(args) == 0 {
		return made, nil
	}
	if valueOf(args[0]).kind != isString {
		return term.Term{}, errExpr
	}
	if old, ok := r.blanks[args[0].Text]; ok {
		return old, nil
	}
	r.blanks[args[0].Text] = made
	return made, nil
}

func langMatches(tag, lang string) bool {
	tag, lang = strings.ToLower(tag), strings.ToLower(lang)
	if lang == "*" {
		return tag != ""
	}
	return tag == lang || lang != "" && strings.HasPrefix(tag, lang+"-")
}

func momentPart(f algebra.Func, t term.Term) (term.Term, error) {
	v := valueOf(t)
	date, clock := f <= algebra.FnDay, f >= algebra.FnHours && f <= algebra.FnSeconds
	if v.kind != isDateTime && (v.kind != isDate || clock) && (v.kind != isTime || date) {
		return term.Term{}, errExpr
	}
	m := v.moment
	switch f {
	case algebra.FnYear:
		return intTerm(int64(m.year)), nil
	case algebra.FnMonth:
		return intTerm(int64(m.month)), nil
	case algebra.FnDay:
		return intTerm(int64(m.day)), nil
	case algebra.FnHours:
		return intTerm(int64(m.hours)), nil
	case algebra.FnMinutes:
		return intTerm(int64(m.minutes)), nil
	case algebra.FnSeconds:
		return number{kind: 1, rat: m.seconds}.termOf(), nil
	case algebra.FnTZ:
		return plain(m.zone), nil
	}
	if m.zone == "" {
		return term.Term{}, errExpr
	}
	return typed(duration(m.zone), "dayTimeDuration"), nil
}

func hash(f algebra.Func, t term.Term) (term.Term, error) {
	if valueOf(t).kind != isString {
		return term.Term{}, errExpr
	}
	b := []byte(t.Text)
	switch f {
	case algebra.FnMD5:
		s := md5.Sum(b)
		return plain(hex.EncodeToString(s[:])), nil
	case algebra.FnSHA1:
		s := sha1.Sum(b)
		return plain(hex.EncodeToString(s[:])), nil
	case algebra.FnSHA256:
		s := sha256.Sum256(b)
		return plain(hex.EncodeToString(s[:])), nil
	case algebra.FnSHA384:
		s := sha512.Sum384(b)
		return plain(hex.EncodeToString(s[:])), nil
	}
	s := sha512.Sum512(b)
	return plain(hex.EncodeToString(s[:])), nil
}

// rounded is ABS, ROUND, CEIL and FLOOR. A half is rounded up.
func rounded(f algebra.Func, t term.Term) (term.Term, error) {
	v := valueOf(t)
	if v.kind != isNumber {
		return term.Term{}, errExpr
	}
	n := v.number
	if n.rat == nil {
		switch f {
		case algebra.FnAbs:
			n.float = math.Abs(n.float)
		case algebra.FnRound:
			n.float = math.Floor(n.float + 0.5)
		case algebra.FnCeil:
			n.float = math.Ceil(n.float)
		default:
			n.float = math.Floor(n.float)
		}
		return n.termOf(), nil
	}
	rat := new(big.Rat).Set(n.rat)
	floor := func(r *big.Rat) *big.Rat {
		return new(big.Rat).SetInt(new(big.Int).Div(r.Num(), r.Denom())) // Euclidean, and the denominator is above zero
	}
	switch f {
	case algebra.FnAbs:
		rat.Abs(rat)
	case algebra.FnRound:
		rat = floor(rat.Add(rat, big.NewRat(1, 2)))
	case algebra.FnCeil:
		rat.Neg(floor(rat.Neg(rat)))
	default:
		rat = floor(rat)
	}
	return number{kind: n.kind, rat: rat}.termOf(), nil
}

// textFunction evaluates functions on strings.
func textFunction(f algebra.Func, args []term.Term) (term.Term, error) {
	bad := term.Term{}
	for i, a := range args {
		kind := valueOf(a).kind
		position := f == algebra.FnSubstr && i > 0
		if position && kind != isNumber || !position && kind != isString && kind != isLang {
			return bad, errExpr
		}
	}
	like := func(s string) (term.Term, error) { // a string with the first one's language
		return term.Term{Kind: term.Literal, Text: s, Lang: args[0].Lang}, nil
	}
	var s, second string
	if len(args) > 0 {
		s = args[0].Text
	}
	if len(args) > 1 {
		second = args[1].Text
	}
	switch f {
	case algebra.FnStrStarts, algebra.FnStrEnds, algebra.FnContains, algebra.FnStrBefore, algebra.FnStrAfter:
		if args[1].Lang != "" && !strings.EqualFold(args[0].Lang, args[1].Lang) {
			return bad, errExpr
		}
	}
	switch f {
	case algebra.FnStrLen:
		return intTerm(int64(len([]rune(s)))), nil
	case algebra.FnUCase:
		return like(strings.ToUpper(s))
	case algebra.FnLCase:
		return like(strings.ToLower(s))
	case algebra.FnStrStarts:
		return boolTerm(strings.HasPrefix(s, second)), nil
	case algebra.FnStrEnds:
		return boolTerm(strings.HasSuffix(s, second)), nil
	case algebra.FnContains:
		return boolTerm(strings.Contains(s, second)), nil
	case algebra.FnStrBefore, algebra.FnStrAfter:
		before, after, found := strings.Cut(s, second)
		switch {
		case !found:
			return plain(""), nil
		case f == algebra.FnStrBefore:
			return like(before)
		}
		return like(after)
	case algebra.FnEncodeForURI:
		return plain(encode(s)), nil
	case algebra.FnConcat:
		return concat(args), nil
	case algebra.FnLangMatches:
		return boolTerm(langMatches(s, second)), nil
	case algebra.FnSubstr:
		return like(substring(s, args[1:]))
	}
	return pattern(f, args, like)
}

func encode(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		if strings.IndexByte("-_.~", c) >= 0 || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z' {
			b.WriteByte(c)
		} else {
			fmt.Fprintf(&b, "%%%02X", c)
		}
	}
	return b.String()
}

func concat(args []term.Term) term.Term {
	out := plain("")
	for i, a := range args {
		out.Text += a.Text
		if i == 0 {
			out.Lang = a.Lang
		} else if !strings.EqualFold(out.Lang, a.Lang) {
			out.Lang = ""
		}
	}
	return out
}

// substring is fn:substring: characters whose place, from 1, is at least the start and below start and length together,
// all rounded.
func substring(s string, args []term.Term) string {
	round := func(t term.Term) float64 { return math.Floor(valueOf(t).number.asFloat() + 0.5) }
	start := round(args[0])
	end := math.Inf(1)
	if len(args) > 1 {
		end = start + round(args[1])
	}
	var out strings.Builder
	place := 1.0
	for _, r := range s {
		if place >= start && place < end {
			out.WriteRune(r)
		}
		place++
	}
	return out.String()
}

// pattern is REGEX and REPLACE.
func pattern(f algebra.Func, args []term.Term, like func(string) (term.Term, error)) (term.Term, error) {
	bad := term.Term{}
	flags := 2
	if f == algebra.FnReplace {
		flags = 3
	}
	source, options := args[1].Text, ""
	if len(args) > flags {
		for _, c := range args[flags].Text {
			switch c {
			case 'i', 's', 'm':
				options += string(c)
			case 'x':
				source = strings.NewReplacer(" ", "", "\t", "", "\n", "", "\r", "").Replace(source)
			case 'q':
				source = regexp.QuoteMeta(source)
			default:
				return bad, errExpr
			}
		}
	}
	if options != "" {
		source = "(?" + options + ")" + source
	}
	re, err := regexp.Compile(source)
	if err != nil {
		return bad, errExpr
	}
	if f == algebra.FnRegex {
		return boolTerm(re.MatchString(args[0].Text)), nil
	}
	if re.MatchString("") {
		return bad, errExpr
	}
	with := regexp.MustCompile(`\$([0-9])`).ReplaceAllString(args[2].Text, `$${$1}`)
	return like(re.ReplaceAllString(args[0].Text, with))
}

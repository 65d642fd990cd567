package shacl

import (
	"fmt"
	"strings"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/graph/vocab"
)

// words are a language's.
type words struct {
	langs                                 []string // for labels, first choice first
	conforms, total, more, shape, because string
	part, of                              string // what a shape without an IRI is called, by the shape it belongs to, and its path
	severities                            map[quad.IRI]string
	messages                              map[string]string // by component
	at                                    string            // focus and message
}

func wordsIn(langs []string) *words {
	for _, lang := range langs {
		switch strings.ToLower(lang) {
		case "en":
			return english()
		case "zh-hant", "zh-tw", "zh-hk":
			return traditional()
		case "zh-hans", "zh-cn", "zh":
			return simplified()
		}
	}
	return english()
}

// message puts a result into words. In the texts {v} is the value, {w} what is wanted, {p} the path, {n} a number, {l} a
// language, {c} the component.
func (w *words) message(r *Result) string {
	component := strings.TrimSuffix(strings.TrimPrefix(string(r.Component), string(sh)), "ConstraintComponent")
	if w.messages[component] == "" {
		component = ""
	}
	text := strings.NewReplacer(
		"{c}", show(r.state, r.Component),
		"{v}", w.name(r, r.Value), "{w}", w.wanted(r), "{p}", w.path(r), "{n}", fmt.Sprint(r.number), "{l}", r.lang,
	).Replace(w.messages[component])
	return fmt.Sprintf(w.at, w.name(r, r.Focus), strings.TrimSpace(text)) // a node shape has no path
}

// wanted is what a constraint asks for.
func (w *words) wanted(r *Result) string {
	names := make([]string, len(r.shapes))
	for i, n := range r.shapes {
		names[i] = n.in(w.part, w.of)
	}
	return r.wanted + strings.Join(names, ", ")
}

func (w *words) path(r *Result) string {
	if p := r.Path.Predicate(); p != "" {
		if label := vocab.Label(p, w.langs[0]); label != "" {
			return label + " (" + r.Path.String() + ")"
		}
	}
	return r.Path.String()
}

// name shows a node by its label, with its IRI. What has no label is called by its local name, which says nothing more.
func (w *words) name(r *Result, v quad.Value) string {
	if v == nil {
		return ""
	}
	text := show(r.state, v)
	if r.state == nil {
		return text
	}
	n := r.state.Numbers()
	id := n.ID(v)
	if id == 0 || n.Kind(id) == term.Literal {
		return text
	}
	label := n.Entity(id).Label(w.langs...)
	if before, local := strings.CutSuffix(text, label); label == "" || local && (before == "" || strings.ContainsAny(before[len(before)-1:], ":/#")) {
		return text
	}
	return label + " (" + text + ")"
}

func english() *words {
	return &words{
		langs: []string{"en"}, at: "%s: %s", conforms: "nothing breaks the shapes",
		total: "%d results, %d of them violations", more: "and %d more", shape: "shape", because: "because",
		part: "a part of %s", of: "%[2]s of %[1]s",
		severities: map[quad.IRI]string{sh + "Violation": "violation", sh + "Warning": "warning", sh + "Info": "info"},
		messages: map[string]string{
			"SPARQL":            "{p} {v} is found by the query of the shape",
			"":                  "{p} {v} does not keep to {c} {w}",
			"Class":             "{p} {v} is no instance of {w}",
			"Datatype":          "{p} {v} is not of the datatype {w}, or is no valid text of it",
			"NodeKind":          "{p} {v} is no {w}",
			"MinCount":          "{p} has {n} values; {w} are wanted at least",
			"MaxCount":          "{p} has {n} values; {w} are allowed at most",
			"MinExclusive":      "{p} {v} is not greater than {w}",
			"MinInclusive":      "{p} {v} is less than {w}, or does not compare with it",
			"MaxExclusive":      "{p} {v} is not less than {w}",
			"MaxInclusive":      "{p} {v} is greater than {w}, or does not compare with it",
			"MinLength":         "{p} {v} has fewer than {w} characters",
			"MaxLength":         "{p} {v} has more than {w} characters",
			"Pattern":           "{p} {v} does not match its pattern",
			"LanguageIn":        "{p} {v} has none of the languages {w}",
			"UniqueLang":        "{p} has {n} values in the language {l}; one is allowed",
			"Equals":            "{p} {v} is not a value of {w} as well, or the other way round",
			"Disjoint":          "{p} {v} is a value of {w} as well",
			"LessThan":          "{p} {v} is not less than a value of {w}",
			"LessThanOrEquals":  "{p} {v} is greater than a value of {w}",
			"Not":               "{p} {v} fits the shape {w}, which it must not",
			"And":               "{p} {v} does not fit all of the shapes {w}",
			"Or":                "{p} {v} fits none of the shapes {w}",
			"Xone":              "{p} {v} fits {n} of the shapes {w}, and must fit one",
			"Node":              "{p} {v} does not fit the shape {w}",
			"QualifiedMinCount": "{p} has {n} values that fit; wanted at least: {w}",
			"QualifiedMaxCount": "{p} has {n} values that fit; allowed at most: {w}",
			"Closed":            "{p} {v} is said of it, but it may only have {w}",
			"HasValue":          "{p} does not have the value {w}",
			"In":                "{p} {v} is none of {w}",
		},
	}
}

func traditional() *words {
	return &words{
		langs: []string{"zh-Hant", "zh-Hans", "en"}, at: "%s：%s", conforms: "全部符合規則",
		total: "共 %d 項結果，其中 %d 項違規", more: "另有 %d 項", shape: "規則", because: "原因",
		part: "%s 的一部分", of: "%s 的 %s",
		severities: map[quad.IRI]string{sh + "Violation": "違規", sh + "Warning": "警告", sh + "Info": "提示"},
		messages: map[string]string{
			"SPARQL":            "{p} {v} 為規則的查詢所指",
			"":                  "{p} {v} 不符合 {c} {w}",
			"Class":             "{p} {v} 不屬於類別 {w}",
			"Datatype":          "{p} {v} 的資料類型不是 {w}，或寫法無效",
			"NodeKind":          "{p} {v} 不是 {w}",
			"MinCount":          "{p} 有 {n} 個值，至少須有 {w} 個",
			"MaxCount":          "{p} 有 {n} 個值，至多可有 {w} 個",
			"MinExclusive":      "{p} {v} 不大於 {w}",
			"MinInclusive":      "{p} {v} 小於 {w}，或無法比較",
			"MaxExclusive":      "{p} {v} 不小於 {w}",
			"MaxInclusive":      "{p} {v} 大於 {w}，或無法比較",
			"MinLength":         "{p} {v} 不足 {w} 個字元",
			"MaxLength":         "{p} {v} 超過 {w} 個字元",
			"Pattern":           "{p} {v} 不符合格式",
			"LanguageIn":        "{p} {v} 的語言不在 {w} 之中",
			"UniqueLang":        "{p} 有 {n} 個 {l} 語的值，只可有一個",
			"Equals":            "{p} {v} 與 {w} 的值不一致",
			"Disjoint":          "{p} {v} 不可同時是 {w} 的值",
			"LessThan":          "{p} {v} 不小於 {w} 的值",
			"LessThanOrEquals":  "{p} {v} 大於 {w} 的值",
			"Not":               "{p} {v} 不可符合規則 {w}",
			"And":               "{p} {v} 未符合全部規則 {w}",
			"Or":                "{p} {v} 不符合任何一條規則 {w}",
			"Xone":              "{p} {v} 符合 {n} 條規則（{w}），須恰好一條",
			"Node":              "{p} {v} 不符合規則 {w}",
			"QualifiedMinCount": "{p} 有 {n} 個符合的值，至少須有：{w}",
			"QualifiedMaxCount": "{p} 有 {n} 個符合的值，至多可有：{w}",
			"Closed":            "{p} {v} 不可出現，只可有 {w}",
			"HasValue":          "{p} 缺少值 {w}",
			"In":                "{p} {v} 不在 {w} 之中",
		},
	}
}

func simplified() *words {
	return &words{
		langs: []string{"zh-Hans", "zh-Hant", "en"}, at: "%s：%s", conforms: "全部符合规则",
		total: "共 %d 项结果，其中 %d 项违规", more: "另有 %d 项", shape: "规则", because: "原因",
		part: "%s 的一部分", of: "%s 的 %s",
		severities: map[quad.IRI]string{sh + "Violation": "违规", sh + "Warning": "警告", sh + "Info": "提示"},
		messages: map[string]string{
			"SPARQL":            "{p} {v} 为规则的查询所指",
			"":                  "{p} {v} 不符合 {c} {w}",
			"Class":             "{p} {v} 不属于类别 {w}",
			"Datatype":          "{p} {v} 的数据类型不是 {w}，或写法无效",
			"NodeKind":          "{p} {v} 不是 {w}",
			"MinCount":          "{p} 有 {n} 个值，至少须有 {w} 个",
			"MaxCount":          "{p} 有 {n} 个值，至多可有 {w} 个",
			"MinExclusive":      "{p} {v} 不大于 {w}",
			"MinInclusive":      "{p} {v} 小于 {w}，或无法比较",
			"MaxExclusive":      "{p} {v} 不小于 {w}",
			"MaxInclusive":      "{p} {v} 大于 {w}，或无法比较",
			"MinLength":         "{p} {v} 不足 {w} 个字符",
			"MaxLength":         "{p} {v} 超过 {w} 个字符",
			"Pattern":           "{p} {v} 不符合格式",
			"LanguageIn":        "{p} {v} 的语言不在 {w} 之中",
			"UniqueLang":        "{p} 有 {n} 个 {l} 语的值，只可有一个",
			"Equals":            "{p} {v} 与 {w} 的值不一致",
			"Disjoint":          "{p} {v} 不可同时是 {w} 的值",
			"LessThan":          "{p} {v} 不小于 {w} 的值",
			"LessThanOrEquals":  "{p} {v} 大于 {w} 的值",
			"Not":               "{p} {v} 不可符合规则 {w}",
			"And":               "{p} {v} 未符合全部规则 {w}",
			"Or":                "{p} {v} 不符合任何一条规则 {w}",
			"Xone":              "{p} {v} 符合 {n} 条规则（{w}），须恰好一条",
			"Node":              "{p} {v} 不符合规则 {w}",
			"QualifiedMinCount": "{p} 有 {n} 个符合的值，至少须有：{w}",
			"QualifiedMaxCount": "{p} 有 {n} 个符合的值，至多可有：{w}",
			"Closed":            "{p} {v} 不可出现，只可有 {w}",
			"HasValue":          "{p} 缺少值 {w}",
			"In":                "{p} {v} 不在 {w} 之中",
		},
	}
}

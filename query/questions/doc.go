// Package questions is the one table of all questions of package query, for programs that offer them all: a command
// line, a script, a page of forms.
//
//	for _, q := range questions.All() {
//		fmt.Println(q.Usage(), q.About.In("zh-Hant"))
//	}
//	for row, err := range q.Ask(ctx, g, []string{"Alibaba"}, query.Top(10)) { ... }
//
// A [Question] has its names, [Words] in English and in traditional and simplified Chinese, its arguments, the options
// that it takes, and a way to put it. Its answer is rows, each of which shows cells below the question's headings, a
// text of several lines, or a grid; a [Language] gives them in words. JSON, certainty and evidence are those of the
// rows of package query, which [Row.Value] is. Values of arguments and options are given as text; an [Input] tells
// what a form may offer for one.
//
// The options of a question are not written down here: [Question.Options] hears them from the question itself.
//
// # Files
//
// question.go, input.go, option.go, row.go: what the table is made of. moves.go, people.go, orgs.go, sectors.go,
// evidence.go, ways.go, names.go: the entries, and what their rows show. answer.go: how an entry says in one word how
// its function is called. cell.go, language.go, text.go, words.go: answers in words.
//
// EXTENDING.md has the recipe for a new question; TestNoQuestionIsForgotten says where one is missing. An option is a
// function in package query and one entry in option.go.
package questions

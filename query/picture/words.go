package picture

import (
	"fmt"
	"strings"

	"talentgraph.example/graph"
	"talentgraph.example/internal/dates"
	"talentgraph.example/query"
	"talentgraph.example/query/questions"
)

// vocabulary is what pictures say, by the English of it.
var vocabulary = map[string]questions.Words{
	"flows":          {En: "Who moved where", Hant: "人員從哪裡流向哪裡", Hans: "人员从哪里流向哪里"},
	"around":         {En: "Came to %s, and went from there", Hant: "%s：來自與去向", Hans: "%s：来自与去向"},
	"flowMatrix":     {En: "Moves from (rows) to (columns)", Hant: "人員流動：由（列）至（欄）", Hans: "人员流动：由（行）至（列）"},
	"matrix":         {En: "Organizations and their sectors", Hant: "機構與行業", Hans: "机构与行业"},
	"careers":        {En: "Careers", Hant: "履歷", Hans: "履历"},
	"path":           {En: "How %s and %s are connected", Hant: "%s與%s的關聯", Hans: "%s与%s的关联"},
	"network":        {En: "Who and what is tied", Hant: "人與機構的聯繫", Hans: "人与机构的联系"},
	"folded":         {En: "People are folded into the arrows between organizations.", Hant: "人物已併入機構之間的箭頭。", Hans: "人物已并入机构之间的箭头。"},
	"too many":       {En: "Too many to draw as a network, so a table: %d nodes.", Hant: "節點太多（%d個），改為表格。", Hans: "节点太多（%d个），改为表格。"},
	"no flows":       {En: "No moves between organizations to draw.", Hant: "沒有機構之間的流動可畫。", Hans: "没有机构之间的流动可画。"},
	"no cells":       {En: "No organization is in a sector here.", Hant: "沒有機構屬於任何行業。", Hans: "没有机构属于任何行业。"},
	"no stages":      {En: "The facts tell of no career.", Hant: "沒有履歷可畫。", Hans: "没有履历可画。"},
	"no path":        {En: "Nothing connects them.", Hant: "沒有關聯。", Hans: "没有关联。"},
	"no ties":        {En: "Nothing is tied here.", Hant: "沒有聯繫可畫。", Hans: "没有联系可画。"},
	"came from":      {En: "came from", Hant: "來自", Hans: "来自"},
	"went to":        {En: "went to", Hant: "去向", Hans: "去向"},
	"from":           {En: "from", Hant: "由", Hans: "由"},
	"to":             {En: "to", Hant: "至", Hans: "至"},
	"moved to":       {En: "moved to", Hant: "流向", Hans: "流向"},
	"is in":          {En: "is in", Hant: "涉足", Hans: "涉足"},
	"organization":   {En: "organization", Hant: "機構", Hans: "机构"},
	"sector":         {En: "sector", Hant: "行業", Hans: "行业"},
	"person":         {En: "person", Hant: "人物", Hans: "人物"},
	"at":             {En: "at", Hant: "所在", Hans: "所在"},
	"stage":          {En: "stage", Hant: "經歷", Hans: "经历"},
	"tie":            {En: "tie", Hant: "聯繫", Hans: "联系"},
	"by crossings":   {En: "Ordered so that few ribbons cross.", Hant: "排列以減少交叉。", Hans: "排列以减少交叉。"},
	"by size":        {En: "Ordered by size.", Hant: "按大小排列。", Hans: "按大小排列。"},
	"flows out":      {En: "Not drawn: %d smaller flow{s}, %d move{s}.", Hant: "未畫：較小的%d項，共%d人次。", Hans: "未画：较小的%d项，共%d人次。"},
	"self":           {En: "Not drawn: %d within one organization.", Hant: "未畫：同一機構之內%d人次。", Hans: "未画：同一机构之内%d人次。"},
	"cells out":      {En: "Not shown: %d row{s} or column{s}, %d cell{s}.", Hant: "未列：%d個機構或欄目，%d格。", Hans: "未列：%d个机构或栏目，%d格。"},
	"grouped":        {En: "Counted for broader sectors: %d narrower sector{s}.", Hant: "%d個細分行業併入其上級行業。", Hans: "%d个细分行业并入其上级行业。"},
	"stages out":     {En: "Not drawn: %d stage{s}.", Hant: "未畫：%d項經歷。", Hans: "未画：%d项经历。"},
	"ways out":       {En: "Not drawn: %d longer way{s}.", Hant: "未畫：較長的路徑%d條。", Hans: "未画：较长的路径%d条。"},
	"ties out":       {En: "Not drawn: %d node{s} with fewer ties, %d tie{s}.", Hant: "未畫：聯繫較少的%d個節點，%d條聯繫。", Hans: "未画：联系较少的%d个节点，%d条联系。"},
	"no time":        {En: "time not told", Hant: "時間未載", Hans: "时间未载"},
	"no place":       {En: "time not told, or off the scale", Hant: "時間未載或不在軸上", Hans: "时间未载或不在轴上"},
	"move":           {En: "moved", Hant: "流動", Hans: "流动"},
	"founding":       {En: "founded", Hant: "創辦", Hans: "创办"},
	"founder's post": {En: "founder's post", Hant: "創辦人職位", Hans: "创办人职位"},
	"post":           {En: "post", Hant: "任職", Hans: "任职"},
	"former":         {En: "former", Hant: "曾任", Hans: "曾任"},
	"not told":       {En: "not told", Hant: "未載", Hans: "未载"},
	"move count":     {En: "%d move{s}", Hant: "%d人次", Hans: "%d人次"},
	"stated":         {En: "stated", Hant: "明言", Hans: "明言"},
	"inferred":       {En: "inferred", Hant: "推斷", Hans: "推断"},
	"speculative":    {En: "speculative", Hant: "推測", Hans: "推测"},
	"disputed":       {En: "disputed", Hant: "存疑", Hans: "存疑"},
	"unknown":        {En: "unknown", Hant: "未知", Hans: "未知"},
	"unknown is":     {En: "unknown (no claim record)", Hant: "未知（沒有說法記錄）", Hans: "未知（没有说法记录）"},
	"time is":        {En: "%s (the time is %s)", Hant: "%s（時間%s）", Hans: "%s（时间%s）"},
	"time without":   {En: "%s (no claim record of the time)", Hant: "%s（時間沒有說法記錄）", Hans: "%s（时间没有说法记录）"},
	"row":            {En: "%s: %s, %s", Hant: "%s：%s，%s", Hans: "%s：%s，%s"},
	"row short":      {En: "%s: %s", Hant: "%s：%s", Hans: "%s：%s"},
	", ":             {En: ", ", Hant: "，", Hans: "，"},
	"undated":        {En: "%d without a time", Hant: "%d項時間未載", Hans: "%d项时间未载"},
	"value":          {En: "number", Hant: "數目", Hans: "数目"},
	"certainty":      {En: "certainty", Hant: "確定程度", Hans: "确定程度"},
	"first":          {En: "first", Hant: "最早", Hans: "最早"},
	"last":           {En: "last", Hant: "最晚", Hans: "最晚"},
	"evidence":       {En: "evidence", Hant: "依據", Hans: "依据"},
	"filter":         {En: "show rows with", Hant: "只顯示含有", Hans: "只显示含有"},
	"none":           {En: "no claim record", Hant: "沒有說法記錄", Hans: "没有说法记录"},
	"left":           {En: "left", Hant: "離開", Hans: "离开"},
	"joined":         {En: "joined", Hant: "加入", Hans: "加入"},
	"rose at":        {En: "rose at", Hant: "升任於", Hans: "升任于"},
	"founded":        {En: "founded", Hant: "創辦", Hans: "创办"},
	"has a post at":  {En: "has a post at", Hant: "任職於", Hans: "任职于"}, "invested in": {En: "invested in", Hant: "投資", Hans: "投资"},
	"is part of": {En: "is part of", Hant: "隸屬", Hans: "隶属"}, "is of": {En: "is of", Hant: "屬於", Hans: "属于"},
	"is led by": {En: "is led by", Hant: "帶領者為", Hans: "带领者为"}, "is a sibling of": {En: "is a sibling of", Hant: "手足為", Hans: "手足为"},
	"was in contact with": {En: "was in contact with", Hant: "曾接觸", Hans: "曾接触"},
}

// say puts one of these words, given its English name, into the picture's language.
func (o *options) say(name string, args ...any) string {
	w, ok := vocabulary[name]
	if !ok {
		return name
	}
	text := w.In(o.langs[0])
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(plural(text, args), args...)
}

// plural writes each {s} of a format by the number before it.
func plural(format string, args []any) string {
	parts := strings.Split(format, "{s}")
	for i, before := 0, 0; i < len(parts)-1; i++ {
		if before += strings.Count(parts[i], "%"); before > 0 && args[before-1] != 1 {
			parts[i] += "s"
		}
	}
	return strings.Join(parts, "")
}

// aGrade is one grade of a sum. All pictures draw them in the order of grades.
type aGrade struct {
	name  string
	count int
}

func gradesOf(g query.Grades) []aGrade {
	return []aGrade{{"stated", g.Stated}, {"inferred", g.Inferred}, {"speculative", g.Speculative}, {"disputed", g.Disputed}, {"unknown", g.Unknown}}
}

// one is the grade of a single fact, as a sum.
func one(c graph.Certainty) (g query.Grades) {
	switch c {
	case graph.Stated:
		g.Stated = 1
	case graph.Inferred:
		g.Inferred = 1
	case graph.Speculative:
		g.Speculative = 1
	case graph.Disputed:
		g.Disputed = 1
	default:
		g.Unknown = 1
	}
	return g
}

// graded says how many are how certain; without numbers where all are alike.
func (o *options) graded(g query.Grades) string {
	var parts []string
	for _, a := range gradesOf(g) {
		switch {
		case a.count > 0 && a.count == g.Total():
			return o.say(a.name)
		case a.count > 0:
			parts = append(parts, fmt.Sprintf("%d %s", a.count, o.say(a.name)))
		}
	}
	return strings.Join(parts, o.say(", "))
}

// moves says a number of them.
func (o *options) moves(n int) string { return o.say("move count", n) }

// when says a time in words, as precisely as it is known.
func (o *options) when(text string) string {
	if s, ok := dates.ParseSpan(text); ok {
		return s.Words(o.langs[0])
	}
	return clean(text)
}

// times says when, from the first to the last.
func (o *options) times(r Row) string {
	if r.First == r.Last || r.Last == "" {
		return o.when(r.First)
	}
	return o.when(r.First) + "–" + o.when(r.Last)
}

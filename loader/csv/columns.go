package csv

import "fmt"

// Table is what the rows of a file are about.
type Table uint8

// The tables. The zero Table is none.
const (
	Moves Table = iota + 1
	People
	Organizations
	Strategies
	Posts
	Founders
	Leaders
	Investments
	Models
)

// Tables lists all tables.
func Tables() []Table {
	return []Table{Moves, People, Organizations, Strategies, Posts, Founders, Leaders, Investments, Models}
}

// String is the table's name: "moves".
func (t Table) String() string {
	if t < Moves || t > Models {
		return fmt.Sprintf("table %d", uint8(t))
	}
	return [...]string{"moves", "people", "organizations", "strategies", "posts", "founders", "leaders", "investments", "models"}[t-1]
}

// Names tells whether the table says who is who: people and organizations are read before what speaks of them.
func (t Table) Names() bool { return t == People || t == Organizations }

// Rank is in which order tables are to be read, the lowest first: people and organizations, then models, whose makers and
// leaders these are, then all others.
func (t Table) Rank() int {
	switch {
	case t.Names():
		return 0
	case t == Models:
		return 1
	}
	return 2
}

// heading is a column that a table can have.
type heading struct {
	name     string
	others   []string // in Chinese, or other words for it
	required bool
	langs    bool // it may have a language: role@zh-Hant
	each     bool // a cell of several names makes a row for each of them
}

// headings lists the columns of a table. It is made afresh, as a table of its own for each caller.
func headings(t Table) []heading {
	var own []heading
	sector := heading{name: "sector", others: []string{"行業", "行业", "產業", "产业", "賽道", "赛道", "industry"}}
	organization := heading{name: "organization", required: true, each: true, others: []string{
		"組織", "组织", "公司", "機構", "机构", "企業", "企业", "單位", "单位", "company", "employer", "firm", "org", "institution"}}
	person := heading{name: "person", required: true, langs: true, each: true, others: []string{
		"人物", "姓名", "人員", "人员", "人名", "名字", "name", "full name", "who", "employee"}}
	alias := heading{name: "also_known_as", langs: true, others: []string{"別名", "别名", "又名", "曾用名", "alias", "aliases", "aka", "other names"}}
	kind := heading{name: "kind", others: []string{"類型", "类型", "type"}}
	when := heading{name: "when", others: []string{"時間", "时间", "日期", "月份", "date", "month", "time"}}
	year := heading{name: "year", others: []string{"年", "年份"}}
	role := heading{name: "role", langs: true, others: []string{"職務", "职务", "職位", "职位", "崗位", "岗位", "頭銜", "头衔", "title", "job title", "position", "job"}}
	from := heading{name: "from", each: true, others: []string{
		"原公司", "原屬", "原属", "離開", "离开", "原機構", "原机构", "原單位", "原单位", "前公司", "原雇主",
		"old company", "previous company", "former company", "from company", "old employer", "previous employer", "former employer", "left"}}
	to := heading{name: "to", each: true, others: []string{
		"新公司", "去向", "加入", "新機構", "新机构", "新單位", "新单位", "現公司", "现公司", "新雇主",
		"new company", "current company", "to company", "new employer", "current employer", "joined", "destination"}}
	switch t {
	case Moves:
		kind.others = append(kind.others, "方式")
		own = []heading{
			person, from, to, year, when, role, kind, sector,
			{name: "team", others: []string{"團隊", "团队", "with team"}},
			{name: "team_size", others: []string{"團隊人數", "团队人数", "headcount"}},
		}
	case People:
		own = []heading{
			person, alias,
			{name: "known_for", others: []string{"知名於", "知名于", "notable for"}, langs: true},
			{name: "field", others: []string{"領域", "领域", "研究方向", "area"}},
		}
	case Organizations:
		organization.langs = true
		organization.others = append(organization.others, "name")
		own = []heading{
			organization, alias, sector, kind,
			{name: "part_of", others: []string{"隸屬", "隶属", "母公司", "parent", "parent company", "parent organization"}, each: true},
		}
	case Strategies:
		own = []heading{
			organization,
			{name: "summary", others: []string{"戰略", "战略", "策略", "摘要", "strategy"}, required: true, langs: true},
			sector,
			{name: "intended", others: []string{"計劃中", "计划中", "planned"}},
		}
	case Posts:
		person.others = append(person.others, "holder")
		organization.others = append(organization.others, "at")
		own = []heading{
			person, organization, role, when,
			{name: "since", others: []string{"自", "任職時間", "任职时间", "就任", "start date"}},
			{name: "until", others: []string{"至", "離任", "离任", "end date"}},
			{name: "status", others: []string{"狀態", "状态"}},
		}
	case Founders:
		person.name, person.langs = "founder", false
		person.others = []string{"創辦人", "创办人", "創始人", "创始人", "聯合創始人", "联合创始人", "founders", "founded by", "co-founder", "co-founders"}
		own = []heading{person, organization, from, year, when, role}
	case Leaders:
		own = []heading{
			{name: "leader", others: []string{"負責人", "负责人", "領導", "领导", "leaders", "led by", "lead"}, required: true, each: true},
			{name: "leads", others: []string{"項目", "项目", "模型", "產品", "产品", "model", "product", "project", "unit"}, required: true, each: true},
			{name: "of", others: organization.others, each: true},
			kind,
		}
	case Models:
		when.others = append(when.others, "發布", "发布", "發布時間", "发布时间", "發布日期", "发布日期", "推出時間", "推出时间",
			"released", "release date", "launched", "launch date", "announced")
		year.others = append(year.others, "發布年份", "发布年份", "release year")
		own = []heading{
			{name: "model", others: []string{"模型", "大模型", "模型名稱", "模型名称", "model name", "foundation model", "llm"}, required: true, langs: true, each: true},
			alias,
			{name: "of", others: append([]string{
				"開發商", "开发商", "開發者", "开发者", "研發機構", "研发机构", "研發方", "研发方", "developer", "developed by", "maker", "made by", "owner", "lab", "vendor"},
				organization.others...)},
			{name: "led_by", others: []string{"負責人", "负责人", "領導", "领导", "lead", "leader", "leaders", "tech lead", "project lead"}},
			{name: "field", others: []string{"領域", "领域", "area", "domain"}},
			year, when,
		}
	case Investments:
		own = []heading{
			{name: "investor", others: []string{"投資方", "投资方", "投資人", "投资人", "投資機構", "投资机构", "領投方", "领投方", "investors", "backer", "lead investor"}, required: true, each: true},
			{name: "investee", others: []string{"被投方", "被投公司", "被投資方", "被投资方", "被投企業", "被投企业", "標的", "标的", "invested in", "target", "portfolio company"}, required: true, each: true},
			year, when,
			{name: "amount", others: []string{
				"金額", "金额", "投資額", "投资额", "投資金額", "投资金额", "融資額", "融资额", "融資金額", "融资金额", "規模", "规模",
				"investment amount", "amount invested", "deal size", "sum", "size", "value", "raised", "funding"}},
		}
	}
	return append(own,
		heading{name: "id", others: []string{"編號", "编号"}},
		heading{name: "source", each: true, others: []string{"來源", "来源", "出處", "出处", "鏈接", "链接", "連結", "網址", "网址", "url", "link", "reference", "citation"}},
		heading{name: "paragraph", others: []string{"段落"}},
		heading{name: "start", others: []string{"開始", "开始"}},
		heading{name: "end", others: []string{"結束", "结束"}},
		heading{name: "certainty", others: []string{"確定性", "确定性", "確定程度", "确定程度", "可信度", "confidence"}},
		heading{name: "note", others: []string{"備註", "备注", "附註", "附注", "說明", "说明", "notes", "remark", "remarks", "comment", "comments"}},
		heading{name: "contradicts", others: []string{"牴觸", "牴触", "矛盾"}},
	)
}

// Headings lists the headings that a table's columns can have; each with the other words for it.
func Headings(t Table) [][]string {
	var all [][]string
	for _, h := range headings(t) {
		all = append(all, append([]string{h.name}, h.others...))
	}
	return all
}

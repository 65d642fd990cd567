package talentwar

import "talentgraph.example/graph/vocab"

// frame is the survey's cast: which camp it puts each company into, in the first paragraph and the
// last. Both lists are open.
func frame() topic {
	return topic{claims: []claim{
		stated("01-internet-giants", at(1, 70, 105, "阿里巴巴", "互聯網巨頭"),
			about("alibaba", is(vocab.OrgKind, vocab.OrgKindGiant)),
			about("tencent", is(vocab.OrgKind, vocab.OrgKindGiant)),
			about("bytedance", is(vocab.OrgKind, vocab.OrgKindGiant)),
		).noted(note{"An open list: others may belong to it.", "只是舉例，或許還有其他。", "只是举例，或许还有其他。"}),
		stated("01-hardware-makers", at(1, 108, 121, "華為", "強者"),
			about("huawei", is(vocab.OrgKind, vocab.OrgKindHardwareMaker)),
			about("xiaomi", is(vocab.OrgKind, vocab.OrgKindHardwareMaker)),
		).noted(note{"An open list: others may belong to it.", "只是舉例，或許還有其他。", "只是举例，或许还有其他。"}),
		stated("01-entrepreneurs", at(1, 125, 148, "梁文峰", "創業者"),
			words("liang-wenfeng", vocab.KnownFor, "entrepreneur", "創業者", "创业者"),
			words("wang-xiaochuan", vocab.KnownFor, "entrepreneur", "創業者", "创业者"),
		).noted(note{"An open list: others may belong to it.", "只是舉例，或許還有其他。", "只是举例，或许还有其他。"}),
		stated("14-start-ups", at(14, 58, 142, "初創公司", "百川智能等"),
			about("deepseek", is(vocab.OrgKind, vocab.OrgKindStartUp)),
			about("zhipu-ai", is(vocab.OrgKind, vocab.OrgKindStartUp)),
			about("baichuan", is(vocab.OrgKind, vocab.OrgKindStartUp)),
		).noted(note{"An open list: others may belong to it.", "只是舉例，或許還有其他。", "只是举例，或许还有其他。"}),
	}}
}

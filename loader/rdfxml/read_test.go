package rdfxml_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/cayleygraph/quad"

	"talentgraph.example/graph/term"
	"talentgraph.example/loader/internal/isotest"
	"talentgraph.example/loader/internal/readertest"
	"talentgraph.example/loader/nquads"
	"talentgraph.example/loader/rdfxml"
	"talentgraph.example/loader/syntax"
)

func read(file string, opts ...syntax.Option) ([]quad.Quad, error) {
	return readertest.ReadAll(rdfxml.NewReader(strings.NewReader(file), opts...))
}

// TestErrors has the file's beginning up to the first "|" taken for the head.
func TestErrors(t *testing.T) {
	for _, c := range []struct{ file, want string }{
		// Of XML.
		{`|<e:p>x</e:q>`, `7: an end tag that does not fit; expected </e:p>, found "</e:q></rdf:Description></rdf:RD…"`},
		{`|<e:p a=1/>`, `8: an attribute's value stands in quotation marks; expected '"', found "1/></rdf:Description></rdf:RDF>"`},
		{`|<e:p e:a="1"e:b="2"/>`, `13: no space before an attribute; expected a space or '>', found "e:b=\"2\"/></rdf:Description></rdf…"`},
		{`|<e:p e:a="1" e:a="2"/>`, `14: the attribute comes twice in one tag; found "e:a=\"2\"/></rdf:Description></rdf…"`},
		{`|<e:p xmlns:f="http://e/" e:a="1" f:a="2"/>`, `34: the attribute comes twice in one tag; found "f:a=\"2\"/></rdf:Description></rdf…"`},
		{`|<f:p/>`, `2: the prefix f is not declared; declare it by xmlns:f="..." in this element or one around it; found "f:p/></rdf:Description></rdf:RDF…"`},
		{`|<e:p f:a="1"/>`, `6: the prefix f is not declared; declare it by xmlns:f="..." in this element or one around it; found "f:a=\"1\"/></rdf:Description></rdf…"`},
		{`|<e:p e:a="<"/>`, `11: a '<' in an attribute's value; write &lt;; found "<\"/></rdf:Description></rdf:RDF>"`},
		{`|<e:p>a & b</e:p>`, `8: no reference; an '&' that is not one is written &amp;; expected &amp;, &lt; or another reference that ends with ';', found "& b</e:p></rdf:Description></rdf…"`},
		{`|<e:p>&nbsp;</e:p>`, `6: the entity is not declared in the document, and other files are never read for one; found "&nbsp;</e:p></rdf:Description></…"`},
		{`|<e:p>&#0;</e:p>`, `6: a reference to a character that XML does not have; expected &amp;, &lt; or another reference that ends with ';', found "&#0;</e:p></rdf:Description></rd…"`},
		{`|<e:p>]]></e:p>`, `6: ']]>' in text; write ]]&gt;; found "]]></e:p></rdf:Description></rdf…"`},
		{`|<e:p><!-- -- --></e:p>`, `11: two hyphens within a comment; expected -->, found "-- --></e:p></rdf:Description></…"`},
		{`|<e:p><?xml version="1.0"?></e:p>`, `6: an XML declaration stands only at the very beginning of the document; found "<?xml version=\"1.0\"?></e:p></rdf…"`},
		{"|<e:p>\x01</e:p>", `6: a character that XML does not have; found "\x01"`},
		{"|<e:p>\xff</e:p>", `6: not valid UTF-8; found "\xff"`},
		{`|<e:p xmlns:a=""/>`, `6: a prefix must have a namespace; xmlns:...="" is not among what XML 1.0 has; found "xmlns:a=\"\"/></rdf:Description></…"`},
		{`|<e:p xmlns:xml="a:"/>`, `6: the prefixes xml and xmlns, and their namespaces, belong to each other and to nothing else; found "xmlns:xml=\"a:\"/></rdf:Descriptio…"`},
		{`|<e:p xmlns:a="a:" xmlns:a="b:"/>`, `19: the tag declares the prefix twice; found "xmlns:a=\"b:\"/></rdf:Description>…"`},
		{`|<:b/>`, `2: a name has at most one colon, with a name on either side; found ":b/></rdf:Description></rdf:RDF>"`},
		{`|<e:/>`, `2: a name has at most one colon, with a name on either side; found "e:/></rdf:Description></rdf:RDF>"`},
		{`|<e:1/>`, `2: a name has at most one colon, with a name on either side; found "e:1/></rdf:Description></rdf:RDF…"`},
		{`|<e:p xmlns:a:b="x"/>`, `6: a name has at most one colon, with a name on either side; found "xmlns:a:b=\"x\"/></rdf:Description…"`},
		{`|<e:p xmlns:="x"/>`, `6: a name has at most one colon, with a name on either side; found "xmlns:=\"x\"/></rdf:Description></…"`},
		{`|<e:p e:a:b="x"/>`, `6: a name has at most one colon, with a name on either side; found "e:a:b=\"x\"/></rdf:Description></r…"`},
		{`|<a:b:c/>`, `2: a name has at most one colon, with a name on either side; found "a:b:c/></rdf:Description></rdf:R…"`},
		{`<a xmlns="a:">`, `15: the element does not end; expected </a>, found the end of the file`},
		{``, `1: the document has no element; expected a tag, found the end of the file`},
		{`<!-- -->`, `9: the document has no element; expected a tag, found the end of the file`},
		{`text`, `1: text outside the document's element; expected a tag or a comment, found "text"`},
		// Of document type declarations.
		{`<!DOCTYPE a [<!ENTITY % b "c">%b;]>`, `31: a parameter entity is used; those are not read, write out what it stands for; found "%b;]>"`},
		{`<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>`, `34: a default value of an attribute; those are not read, write it into the elements; found "\"c\">]>"`},
		{`<!DOCTYPE a><!DOCTYPE a>`, `13: a second document type declaration; found "<!DOCTYPE a>"`},
		{`<!DOCTYPE a [<!ENTITY b "&c">]>`, `26: no reference; an '&' that is not one is written &amp;; found "&c\">]>"`},
		{`<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>|<e:p>&b;</e:p>`, `6: the entity is another file or other data, which is never read; found "&b;</e:p></rdf:Description></rdf…"`},
		{`<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;">]>|<e:p e:q="&b;"/>`, `11: the entity refers to itself; found "&b;\"/></rdf:Description></rdf:RD…"`},
		{`<!DOCTYPE a [<!ENTITY b "&c;"><!ENTITY c "&b;">]>|<e:p>&b;</e:p>`, `6: the entity refers to itself; found "&b;</e:p></rdf:Description></rdf…"`},
		{`<!DOCTYPE a [<!ENTITY b "&#60;e:q>">]>|<e:p>&b;</e:p>`, `6: entity "b": the entity's text does not end the elements that it begins; found "&b;</e:p></rdf:Description></rdf…"`},
		{`<!DOCTYPE a [<!ENTITY b "&#60;">]>|<e:p e:q="&b;"/>`, `11: the entity's text has a '<', which an attribute's value cannot have; found "&b;\"/></rdf:Description></rdf:RD…"`},
		// Of RDF.
		{`<a/>`, `1: its namespace and its name make no absolute IRI; expected a namespace, by xmlns or a prefix, found "<a/>"`},
		{`|x`, `1: text where only elements can stand; expected an element, found "x</rdf:Description></rdf:RDF>"`},
		{`|<e:p><e:N/>x</e:p>`, `12: text beside a node within a property; expected its end tag, found "x</e:p></rdf:Description></rdf:R…"`},
		{`|<e:p>x<e:N/></e:p>`, `7: text beside a node within a property; expected the property's end tag, found "<e:N/></e:p></rdf:Description></…"`},
		{`|<e:p><e:N/><e:N/></e:p>`, `12: a second node within a property; expected the property's end tag, found "<e:N/></e:p></rdf:Description></…"`},
		{`|<e:p rdf:resource="a:b">x</e:p>`, `25: the property has its value by an attribute already, and cannot have another one within it; expected its end tag, found "x</e:p></rdf:Description></rdf:R…"`},
		{`|<e:p rdf:datatype="a:b"><e:N/></e:p>`, `25: a property with rdf:datatype has a text, which cannot have properties; expected a text, found "<e:N/></e:p></rdf:Description></…"`},
		{`|<e:p rdf:datatype="a:b" e:q="x"/>`, `25: a property with rdf:datatype has a text, which cannot have properties; found "e:q=\"x\"/></rdf:Description></rdf…"`},
		{`|<e:p rdf:about="a:b"/>`, `6: an attribute that stands on a node, not on a property; found "rdf:about=\"a:b\"/></rdf:Descripti…"`},
		{`|<e:p rdf:resource="a:b" rdf:nodeID="c"/>`, `25: a property has one of rdf:resource, rdf:nodeID, rdf:datatype and rdf:parseType; found "rdf:nodeID=\"c\"/></rdf:Descriptio…"`},
		{`|<e:p rdf:parseType="Resource" e:q="x"/>`, `31: a property with rdf:parseType has no other attribute but rdf:ID; found "e:q=\"x\"/></rdf:Description></rdf…"`},
		{`|<e:p q="x"/>`, `6: an attribute in no namespace; expected a prefix before its name, found "q=\"x\"/></rdf:Description></rdf:R…"`},
		{`|<e:p><e:N rdf:resource="a:b"/></e:p>`, `11: an attribute that stands on a property, not on a node; found "rdf:resource=\"a:b\"/></e:p></rdf:…"`},
		{`|<e:p><e:N rdf:about="a:b" rdf:ID="c"/></e:p>`, `11: a node has one of rdf:about, rdf:ID and rdf:nodeID; found "rdf:about=\"a:b\" rdf:ID=\"c\"/></e:…"`},
		{`|<e:p rdf:ID="1a">x</e:p>`, `6: rdf:ID is no name of XML's; expected a letter or '_', then letters, digits, '-', '_' and '.', found "rdf:ID=\"1a\">x</e:p></rdf:Descrip…"`},
		{`|<e:p rdf:ID="a">x</e:p><e:p rdf:ID="a">y</e:p>`, `29: the same rdf:ID comes a second time; one of them may be meant as rdf:about="#..."; found "rdf:ID=\"a\">y</e:p></rdf:Descript…"`},
		{`|<e:p rdf:resource="a b"/>`, `6: a character that an IRI cannot have; expected a character of an IRI; others are percent-encoded, a space is %20, found "rdf:resource=\"a b\"/></rdf:Descri…" (WithLenient leaves such statements out)`},
		{`|<e:p xml:lang="日本">x</e:p>`, `6: xml:lang is no language tag; expected letters, such as en or zh-Hant, found "xml:lang=\"日本\">x</e:p></rdf:Descr…" (WithLenient leaves such statements out)`},
		{`|<e:p rdf:datatype="` + term.RDF + `langString">x</e:p>`, `6: a literal of this datatype has a language, which is given by xml:lang and no rdf:datatype; found "rdf:datatype=\"http://www.w3.org/…" (WithLenient leaves such statements out)`},
		{`|<rdf:RDF/>`, `1: a name that no property can have; expected a property, found "<rdf:RDF/></rdf:Description></rd…"`},
		{`|<e:p><rdf:RDF/></e:p>`, `6: rdf:RDF stands only at the top; expected a node, found "<rdf:RDF/></e:p></rdf:Descriptio…"`},
		{`|<e:p rdf:version="1.2"/>`, `6: this is RDF 1.2, which is not read; found "rdf:version=\"1.2\"/></rdf:Descrip…"`},
		{`|<e:p rdf:annotation="a:x">y</e:p>`, `6: this is RDF 1.2, which is not read; found "rdf:annotation=\"a:x\">y</e:p></rd…"`},
		{`|<e:p rdf:annotationNodeID="x">y</e:p>`, `6: this is RDF 1.2, which is not read; found "rdf:annotationNodeID=\"x\">y</e:p>…"`},
		{`|<e:p rdf:parseType="Triple"/>`, `6: this is RDF 1.2, which is not read; found "rdf:parseType=\"Triple\"/></rdf:De…"`},
		{`|<e:p rdf:bagID="x"/>`, `6: rdf:aboutEach, rdf:aboutEachPrefix and rdf:bagID are not in RDF/XML any more; found "rdf:bagID=\"x\"/></rdf:Description…"`},
	} {
		file, line := c.file, "1:"
		if before, after, ok := strings.Cut(c.file, "|"); ok {
			file, line = before+head+"\n"+after+tail, "2:"
		}
		_, err := read(file, syntax.WithFile("f.rdf"), syntax.WithBase("http://e/"))
		var bad *syntax.Error
		if want := "f.rdf:" + line + c.want; readertest.Text(err) != want || !errors.As(err, &bad) {
			t.Errorf("%s\n got %v\nwant %s", c.file, err, want)
		}
	}
	if _, err := read(head + "<e:p rdf:resource='a'/>" + tail); err == nil || !strings.Contains(err.Error(), "a relative IRI, and no base is known; declare one by xml:base") {
		t.Error(err)
	}
	if _, err := read("", syntax.WithBase("/a")); readertest.Text(err) != "the base IRI /a is not absolute: it has no scheme such as https:" {
		t.Error(err)
	}
}

// same checks that a file says what lines of N-Triples say.
func same(t *testing.T, file, want string, opts ...syntax.Option) {
	t.Helper()
	got, err := read(file, opts...)
	if err != nil {
		t.Errorf("%s: %v", file, err)
		return
	}
	lines, err := readertest.ReadAll(nquads.NewReader(strings.NewReader(want)))
	if err != nil {
		t.Fatal(err)
	}
	if !isotest.Isomorphic(got, lines) {
		t.Errorf("%s\n got %v\nwant %s", file, got, want)
	}
}

func TestTextIsKept(t *testing.T) {
	for xml, want := range map[string]string{
		"x":                                  `"x"`,
		"":                                   `""`,
		" \n\t":                              `" \n\t"`,
		"a\r\nb\rc\nd":                       `"a\nb\nc\nd"`,
		"a&#13;&#xA;b":                       `"a\r\nb"`,
		"&lt;&gt;&amp;&apos;&quot;":          `"<>&'\""`,
		"&#38;lt;":                           `"&lt;"`,
		"a<!-- no -->b<?pi no?>c":            `"abc"`,
		"<![CDATA[<&amp;>]]]]><![CDATA[>]]>": `"<&amp;>]]>"`,
		"]] >&#x1F600;":                      `"]] >😀"`,
		"&own;":                              `"an <e:q/> & 'more'"`,
		"&outer;":                            `"[an <e:q/> & 'more'][x]"`,
	} {
		const doctype = "<!DOCTYPE rdf:RDF [<!ENTITY own \"an &#38;lt;e:q/> &#38;amp; 'more'\"><!ENTITY own 'second'>" +
			"<!ENTITY outer '[&own;][&inner;]'><!ENTITY inner 'x'>]>"
		same(t, doctype+head+"<e:p>"+xml+"</e:p>"+tail, "<http://e/s> <http://e/p> "+want+" .")
	}
	for xml, want := range map[string]string{
		"a\r\nb\tc d": `"a b c d"`, "&#13;&#xA;&#9;": `"\r\n\t"`, "&own;": `"own  text"`, "'": `"'"`, "a>b": `"a>b"`,
	} {
		same(t, "<!DOCTYPE rdf:RDF [<!ENTITY own 'own \ntext'>]>"+head+"<e:p rdf:resource='a:n' e:q=\""+xml+"\"/>"+tail,
			"<http://e/s> <http://e/p> <a:n> .\n<a:n> <http://e/q> "+want+" .")
	}
}

// TestNamesOfNewerStandards: as an element, what RDF 1.2 has as an attribute is a property like others.
func TestNamesOfNewerStandards(t *testing.T) {
	for _, name := range []string{"version", "annotation", "annotationNodeID"} {
		if got, err := read(head + "<rdf:" + name + ">x</rdf:" + name + ">" + tail); err != nil || len(got) != 1 || got[0].Predicate != quad.IRI(term.RDF+name) {
			t.Error(got, err)
		}
	}
}

// TestMarkupOfEntities: an entity's text may have elements, which are those of the place where it is used.
func TestMarkupOfEntities(t *testing.T) {
	same(t, `<!DOCTYPE r [<!ENTITY node "<e:N rdf:about='a:n'>&property;</e:N>"><!ENTITY property "<e:q>&#38;lt;</e:q>">]>`+
		head+"<e:p>&node;</e:p>&property;"+tail,
		"<http://e/s> <http://e/p> <a:n> .\n<a:n> <"+term.RDF+"type> <http://e/N> .\n<a:n> <http://e/q> \"<\" .\n<http://e/s> <http://e/q> \"<\" .")
}

func TestEncodings(t *testing.T) {
	const want = "<http://e/s> <http://e/p> \"%\" ."
	document := func(declared, text string) string {
		return "<?xml version='1.0' encoding='" + declared + "'?>\n" + head + "<e:p>" + text + "</e:p>" + tail
	}
	for _, c := range []struct{ file, want string }{
		{document("utf-8", "é林"), "é林"},
		{"\uFEFF" + document("UTF-8", "é"), "é"},
		{document("ISO-8859-1", "\xe9\x80"), "é\u0080"},
		{document("latin1", "\xe9"), "é"},
		{document("windows-1252", "\xe9\x80"), "é€"},
		{document("ISO-8859-15", "\xa4"), "€"},
		{document("windows-1251", "\xc6"), "Ж"},
		{document("KOI8-R", "\xf6"), "Ж"},
		{document("us-ascii", "e"), "e"},
		{utf16(document("UTF-16", "é林😀"), true, true), "é林😀"},
		{utf16(document("utf-16", "é林😀"), false, true), "é林😀"},
		{utf16(document("UTF-16LE", "é"), false, false), "é"},
		{utf16(document("UTF-16BE", "é"), true, false), "é"},
		{utf16(head+"<e:p>é</e:p>"+tail, true, true), "é"},
	} {
		same(t, c.file, strings.ReplaceAll(want, "%", c.want))
	}
	for file, want := range map[string]string{
		document("us-ascii", "\xe9"):                          "2:131: not valid us-ascii",
		document("windows-1252", "\x81"):                      "2:131: not valid windows-1252",
		document("UTF-8", "\xe9"):                             `2:131: not valid UTF-8; found "\xe9"`,
		document("EBCDIC-CP-US", "x"):                         "1:1: the encoding EBCDIC-CP-US is not among those that are read (UTF-8, UTF-16, US-ASCII, ISO-8859-x, windows-125x, KOI8-R, KOI8-U); convert the file to UTF-8, and declare that",
		document("UTF-16", "x"):                               "1:1: the declaration says UTF-16, but the file does not begin as such a file does; convert it to UTF-8, and declare that",
		"\uFEFF" + document("latin1", "x"):                    "1:21: the declared encoding is not the one that the file has; expected UTF-8, found \"encoding='latin1'?>\"",
		utf16(document("UTF-8", "x"), true, true):             "1:21: the declared encoding is not the one that the file has; expected UTF-16, found \"encoding='UTF-8'?>\"",
		utf16(document("UTF-16", "x"), true, true) + "a":      "2:166: not valid UTF-16",
		utf16("<a xmlns='a:'>", true, true) + "\xd8\x00\x00a": "1:15: not valid UTF-16",
	} {
		if _, err := read(file); readertest.Text(err) != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// utf16 encodes a text, with a byte order mark if so.
func utf16(text string, bigEndian, mark bool) string {
	var b strings.Builder
	unit := func(u rune) {
		if bigEndian {
			b.Write([]byte{byte(u >> 8), byte(u)})
		} else {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
	}
	if mark {
		unit(0xFEFF)
	}
	for _, r := range text {
		if r < 0x10000 {
			unit(r)
			continue
		}
		unit(0xD800 + (r-0x10000)>>10)
		unit(0xDC00 + (r-0x10000)&0x3FF)
	}
	return b.String()
}

func TestLiteralsAreCanonical(t *testing.T) {
	for xml, want := range map[string]string{
		"":                                    "",
		"a &lt; b > c":                        "a &lt; b &gt; c",
		"<![CDATA[<]]>":                       "&lt;",
		"<x/>":                                "<x></x>",
		"<x  b = '2'  a='1' />":               `<x a="1" b="2"></x>`,
		"<e:x/><e:y/>":                        `<e:x xmlns:e="http://e/"></e:x><e:y xmlns:e="http://e/"></e:y>`,
		"<e:x><e:y xmlns:f='f:'/></e:x>":      `<e:x xmlns:e="http://e/"><e:y></e:y></e:x>`,
		"<x xmlns='u:'><y/><y xmlns=''/></x>": `<x xmlns="u:"><y></y><y xmlns=""></y></x>`,
		"<x xmlns='u:'><e:y><z/></e:y></x>":   `<x xmlns="u:"><e:y xmlns:e="http://e/"><z></z></e:y></x>`,
		"<x><e:y xmlns:e='f:'/><e:y/></x>":    `<x><e:y xmlns:e="f:"></e:y><e:y xmlns:e="http://e/"></e:y></x>`,
		"<x e:b='1' a='2' xml:lang='en'/>":    `<x xmlns:e="http://e/" a="2" e:b="1" xml:lang="en"></x>`,
		"<x a='&#9;&#10;&#13;\"&lt;>&amp;'/>": `<x a="&#x9;&#xA;&#xD;&quot;&lt;>&amp;"></x>`,
		"a&#13;b\r\nc":                        "a&#xD;b\nc",
		"<!-- c --><?pi  x ?><?pi?>":          "<!-- c --><?pi x ?><?pi?>",
		"<rdf:li/>":                           `<rdf:li xmlns:rdf="` + term.RDF + `"></rdf:li>`,
	} {
		quads, err := read(head + "<e:p rdf:parseType='Literal'>" + xml + "</e:p>" + tail)
		if want := (quad.TypedString{Value: quad.String(want), Type: term.RDF + "XMLLiteral"}); err != nil || len(quads) != 1 || quads[0].Object != want {
			t.Errorf("%s: got %v, %v, want %v", xml, quads, err, want)
		}
	}
}

func TestBlankNodesDoNotMeet(t *testing.T) {
	var file strings.Builder
	names := []string{"gen1", "gen1_", "gen2", "a.", "a._", "a.__", "a", "a_", "a..", "_", "é"}
	for _, name := range names {
		file.WriteString("<e:p rdf:nodeID='" + name + "'/><e:p rdf:parseType='Resource'/>")
	}
	quads, err := read(head + file.String() + tail)
	nodes := map[quad.Value]bool{}
	for _, q := range quads {
		nodes[q.Object] = true
	}
	if err != nil || len(nodes) != 2*len(names) {
		t.Errorf("%d nodes, %v: %v", len(nodes), err, nodes)
	}
	readertest.AsLines(t, quads)
}

func TestLenient(t *testing.T) {
	var reported []string
	lenient := syntax.WithLenient(func(e *syntax.Error) error {
		reported = append(reported, e.Error())
		return nil
	})
	file := head + `
<e:a rdf:resource="a b"/>
<e:b rdf:resource="a:b"/>
<e:c rdf:ID="i" xml:lang="-"><e:N rdf:about="a|b" e:d="1"><e:e><e:N rdf:about="a:c" e:f="2" rdf:type="^"/></e:e></e:N></e:c>
<e:g rdf:datatype="a` + "`" + `b">x</e:g>
<e:h xml:lang="1">x</e:h><e:i xml:lang="1" rdf:datatype="a:d">x</e:i>
<e:j rdf:datatype="` + term.RDF + `langString">x</e:j>
<e:k rdf:parseType="Collection"><e:N rdf:about=" "/></e:k>
<e:l xml:base="relative|"><rdf:Description rdf:about="#x"/></e:l>` + tail
	same(t, file, `
<http://e/s> <http://e/b> <a:b> .
<a:c> <`+term.RDF+`type> <http://e/N> .
<http://e/s> <http://e/i> "x"^^<a:d> .
<http://e/s> <http://e/k> _:l .
_:l <`+term.RDF+`rest> <`+term.RDF+`nil> .
`, lenient, syntax.WithBase("http://e/base"))
	places := ""
	for _, r := range reported {
		place, _, _ := strings.Cut(r, ": ")
		places += place + " "
	}
	if places != "2:6 4:17 4:35 4:93 5:6 6:6 6:31 7:6 8:38 9:6 9:44 " {
		t.Error(places, strings.Join(reported, "\n"))
	}
	stop := errors.New("enough")
	if _, err := read(file, syntax.WithLenient(func(*syntax.Error) error { return stop })); err != stop {
		t.Error(err)
	}
}

package vocab

import "github.com/cayleygraph/quad"

// Terms of RDF and RDF Schema (https://www.w3.org/TR/rdf-schema/).
const (
	RDFType       quad.IRI = RDF + "type"
	RDFProperty   quad.IRI = RDF + "Property"
	RDFSubject    quad.IRI = RDF + "subject" // of a quad that is told of, as are the next two
	RDFPredicate  quad.IRI = RDF + "predicate"
	RDFObject     quad.IRI = RDF + "object"
	RDFLangString quad.IRI = RDF + "langString"

	RDFSClass       quad.IRI = RDFS + "Class"
	RDFSLabel       quad.IRI = RDFS + "label"
	RDFSComment     quad.IRI = RDFS + "comment"
	RDFSSubClassOf  quad.IRI = RDFS + "subClassOf"
	RDFSDomain      quad.IRI = RDFS + "domain"
	RDFSRange       quad.IRI = RDFS + "range"
	RDFSIsDefinedBy quad.IRI = RDFS + "isDefinedBy"
)

// Datatypes of XML Schema (https://www.w3.org/TR/xmlschema11-2/).
const (
	XSDString     quad.IRI = XSD + "string"
	XSDBoolean    quad.IRI = XSD + "boolean"
	XSDInteger    quad.IRI = XSD + "integer"
	XSDDouble     quad.IRI = XSD + "double"
	XSDDateTime   quad.IRI = XSD + "dateTime"
	XSDDate       quad.IRI = XSD + "date"
	XSDGYear      quad.IRI = XSD + "gYear"
	XSDGYearMonth quad.IRI = XSD + "gYearMonth"
)

// EDTF is the datatype of times that XML Schema's types cannot say, as ISO 8601-2 writes them: quarters, spans, and dates
// that are about right or uncertain.
const EDTF quad.IRI = "http://id.loc.gov/datatypes/edtf/EDTF"

// Terms of SKOS (https://www.w3.org/TR/skos-reference/): labels, and sectors as concepts.
const (
	SKOSConcept     quad.IRI = SKOS + "Concept"
	SKOSPrefLabel   quad.IRI = SKOS + "prefLabel" // one for a language
	SKOSAltLabel    quad.IRI = SKOS + "altLabel"
	SKOSHiddenLabel quad.IRI = SKOS + "hiddenLabel" // to search by, not to show
	SKOSBroader     quad.IRI = SKOS + "broader"     // from the narrower concept to the broader one
	SKOSNarrower    quad.IRI = SKOS + "narrower"    // from the broader concept to the narrower one
)

// Terms of the Organization Ontology (https://www.w3.org/TR/vocab-org/).
const (
	ORGOrganization       quad.IRI = ORG + "Organization"
	ORGOrganizationalUnit quad.IRI = ORG + "OrganizationalUnit"
	ORGMembership         quad.IRI = ORG + "Membership"
	ORGUnitOf             quad.IRI = ORG + "unitOf" // from the unit to the organization
)

// Terms of PROV-O (https://www.w3.org/TR/prov-o/): where things come from.
const (
	PROVEntity           quad.IRI = PROV + "Entity"
	PROVAgent            quad.IRI = PROV + "Agent"
	PROVHadPrimarySource quad.IRI = PROV + "hadPrimarySource" // from a claim to its source
	PROVWasAttributedTo  quad.IRI = PROV + "wasAttributedTo"
)

// Other predicates that say what a thing is called: of Schema.org (https://schema.org/name), whose IRIs are written with
// either scheme, and of FOAF (http://xmlns.com/foaf/0.1/).
const (
	SchemaName     quad.IRI = "https://schema.org/name"
	SchemaNameHTTP quad.IRI = "http://schema.org/name"
	FOAFName       quad.IRI = "http://xmlns.com/foaf/0.1/name"
)

// Terms of Dublin Core (https://www.dublincore.org/specifications/dublin-core/dcmi-terms/).
const (
	DCTTitle       quad.IRI = DCT + "title"
	DCTDescription quad.IRI = DCT + "description"
	DCTLanguage    quad.IRI = DCT + "language"
	DCTLicense     quad.IRI = DCT + "license"
)

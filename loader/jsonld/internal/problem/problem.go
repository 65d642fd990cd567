// Package problem has the words for what can be wrong with a JSON-LD document, and the error that has one of them.
package problem

// Code is one of the error codes of JSON-LD 1.1 Processing Algorithms and API, section 9.4 (JsonLdErrorCode), such
// as "invalid term definition". It is found in an error by errors.As.
type Code string

// Error gives the code.
func (c Code) Error() string { return string(c) }

// The codes that are given.
const (
	CollidingKeywords       Code = "colliding keywords"
	ConflictingIndexes      Code = "conflicting indexes"
	ConfusedIRI             Code = "IRI confused with prefix"
	ContextOverflow         Code = "context overflow"
	CyclicMapping           Code = "cyclic IRI mapping"
	InvalidBase             Code = "invalid base IRI"
	InvalidContainer        Code = "invalid container mapping"
	InvalidContextEntry     Code = "invalid context entry"
	InvalidDirection        Code = "invalid base direction"
	InvalidID               Code = "invalid @id value"
	InvalidImport           Code = "invalid @import value"
	InvalidIncluded         Code = "invalid @included value"
	InvalidIndex            Code = "invalid @index value"
	InvalidJSON             Code = "invalid JSON literal"
	InvalidKeywordAlias     Code = "invalid keyword alias"
	InvalidDefaultLanguage  Code = "invalid default language"
	InvalidLanguageMap      Code = "invalid language map value"
	InvalidLanguageMapping  Code = "invalid language mapping"
	InvalidLanguageTag      Code = "invalid language-tagged string"
	InvalidLanguageValue    Code = "invalid language-tagged value"
	InvalidLocalContext     Code = "invalid local context"
	InvalidMapping          Code = "invalid IRI mapping"
	InvalidNest             Code = "invalid @nest value"
	InvalidNullification    Code = "invalid context nullification"
	InvalidPrefix           Code = "invalid @prefix value"
	InvalidPropagate        Code = "invalid @propagate value"
	InvalidProtected        Code = "invalid @protected value"
	InvalidRemoteContext    Code = "invalid remote context"
	InvalidReverse          Code = "invalid @reverse value"
	InvalidReverseMap       Code = "invalid reverse property map"
	InvalidReverseProperty  Code = "invalid reverse property"
	InvalidReverseValue     Code = "invalid reverse property value"
	InvalidScopedContext    Code = "invalid scoped context"
	InvalidScript           Code = "invalid script element"
	InvalidSetOrList        Code = "invalid set or list object"
	InvalidTerm             Code = "invalid term definition"
	InvalidType             Code = "invalid type value"
	InvalidTypeMapping      Code = "invalid type mapping"
	InvalidTypedValue       Code = "invalid typed value"
	InvalidValueObject      Code = "invalid value object"
	InvalidValueObjectValue Code = "invalid value object value"
	InvalidVersion          Code = "invalid @version value"
	InvalidVocab            Code = "invalid vocab mapping"
	KeywordRedefinition     Code = "keyword redefinition"
	ListOfLists             Code = "compaction to list of lists"
	LoadingDocument         Code = "loading document failed"
	LoadingRemoteContext    Code = "loading remote context failed"
	MultipleContextLinks    Code = "multiple context link headers"
	ProtectedRedefinition   Code = "protected term redefinition"
)

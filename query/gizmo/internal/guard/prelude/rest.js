// What is neither arrays nor texts: JSON, functions, objects, iterators, maps and sets.
(function (go, safe) {
	"use strict";
	var uncurry = safe.uncurry, isArray = Array.isArray;
	var few = go.maxArray;

	// The engine's iterators are wrapped: some of its functions run one to its end without a look at the clock,
	// unless each step passes through JavaScript.
	function wrapNext(iterator) {
		var proto = Object.getPrototypeOf(iterator), next = uncurry(proto.next);
		safe.define(proto, { next() { return next(this); } });
	}
	wrapNext([][Symbol.iterator]());
	wrapNext(""[Symbol.iterator]());
	wrapNext(new Map()[Symbol.iterator]());
	wrapNext(new Set()[Symbol.iterator]());
	var values = uncurry(Array.prototype.values);
	function arrayValues() { return values(this); }
	Object.defineProperty(Array.prototype, "values", { value: arrayValues, writable: true, configurable: true });
	Object.defineProperty(Array.prototype, Symbol.iterator, { value: arrayValues, writable: true, configurable: true });

	function forEach(f, that) {
		if (typeof f !== "function") throw new TypeError(safe.show(f) + " is not a function");
		for (var entry of this.entries()) f.call(that, entry[1], entry[0], this);
	}
	safe.define(Map.prototype, { forEach: forEach });
	safe.define(Set.prototype, { forEach: forEach });
	["union", "intersection", "difference", "symmetricDifference", "isSubsetOf", "isSupersetOf", "isDisjointFrom"]
		.forEach(function (name) { delete Set.prototype[name]; });

	// sized refuses lists and texts of great length where the engine would go through all their elements.
	function sized(name, o) {
		if (isArray(o) && o.length > few) go.tooMany(name);
		if (typeof o === "string" && o.length > few) go.tooMany(name);
		if (o instanceof String && `${o}`.length > few) go.tooMany(name);
		return o;
	}
	["assign", "entries", "values", "keys", "getOwnPropertyNames", "getOwnPropertyDescriptors", "freeze", "seal",
		"isFrozen", "isSealed", "defineProperties", "create"].forEach(function (name) {
		var f = Object[name], wrapped = {};
		wrapped[name] = function () {
			for (var i = 0; i < arguments.length; i++) sized("Object." + name, arguments[i]);
			return safe.apply(f, undefined, arguments);
		};
		safe.define(Object, wrapped);
	});
	safe.define(Object, {
		fromEntries(entries) {
			var o = {}, entry;
			for (entry of entries) o[entry[0]] = entry[1];
			return o;
		},
	});
	go.setSpread(function (o) { return sized("...", o); });
	var ownKeys = Reflect.ownKeys;
	safe.define(Reflect, { ownKeys(o) { return ownKeys(sized("Reflect.ownKeys", o)); } });

	// list copies what apply is given, step by step.
	function list(args) {
		if (args === null || args === undefined) return [];
		if (typeof args !== "object" && typeof args !== "function") throw new TypeError("CreateListFromArrayLike called on non-object");
		var out = [], n = +args.length, i;
		if (n > few) go.tooMany("apply");
		for (i = 0; i < n; i++) out[i] = args[i];
		return out;
	}
	safe.define(Function.prototype, {
		apply(that, args) {
			if (typeof this !== "function") throw new TypeError("Function.prototype.apply was called on " + typeof this);
			return safe.apply(this, that, list(args));
		},
		bind(that) {
			var f = this, first = [], i;
			if (typeof f !== "function") throw new TypeError("Bind must be called on a function");
			for (i = 1; i < arguments.length; i++) first[i - 1] = arguments[i];
			var bound = function () {
				var args = first.slice(), i;
				for (i = 0; i < arguments.length; i++) args[args.length] = arguments[i];
				if (new.target !== undefined) return safe.construct(f, args, new.target === bound ? f : new.target);
				return safe.apply(f, that, args);
			};
			Object.defineProperty(bound, "name", { value: "bound " + f.name, configurable: true });
			return bound;
		},
	});
	safe.define(Reflect, {
		apply(f, that, args) { return safe.apply(f, that, list(args)); },
		construct(f, args, target) { return safe.construct(f, list(args), arguments.length > 2 ? target : f); },
	});

	// Function and eval read their text as a script of its own, with the same limits.
	function maker(kind, proto) {
		var make = function () {
			var parts = [], i;
			for (i = 0; i < arguments.length; i++) parts[i] = `${arguments[i]}`;
			return go.compileFunction(kind, parts);
		};
		Object.defineProperty(make, "name", { value: proto.constructor.name });
		Object.defineProperty(make, "prototype", { value: proto, writable: false });
		Object.defineProperty(proto, "constructor", { value: make, writable: true, configurable: true });
		return make;
	}
	safe.global("Function", maker("function", Function.prototype));
	maker("function*", Object.getPrototypeOf(function* () { }));
	maker("async function", Object.getPrototypeOf(async function () { }));
	safe.global("eval", go.evaluate);

	["isNaN", "isFinite", "parseInt", "parseFloat", "decodeURI", "decodeURIComponent", "encodeURI",
		"encodeURIComponent", "escape", "unescape"].forEach(function (name) {
		var f = globalThis[name], wrapped = {};
		if (f === undefined) return;
		wrapped[name] = function (s, radix) {
			if (typeof s === "object" && s !== null) s = `${s}`;
			if (typeof s === "string" && s.length > go.maxText / 8) go.tooLong(name, go.maxText / 8);
			return f(s, radix);
		};
		safe.define(globalThis, wrapped);
	});
	safe.define(Number, { parseInt: globalThis.parseInt, parseFloat: globalThis.parseFloat });
	var parseDate = Date.parse;
	safe.define(Date, { parse(s) { s = `${s}`; return s.length > 1000 ? NaN : parseDate(s); } });

	["Proxy", "BigInt", "BigInt64Array", "BigUint64Array", "ArrayBuffer", "DataView", "Uint8Array",
		"Uint8ClampedArray", "Int8Array", "Uint16Array", "Int16Array", "Uint32Array", "Int32Array", "Float32Array",
		"Float64Array", "SharedArrayBuffer", "Atomics", "WeakRef", "FinalizationRegistry", "GoError"]
		.forEach(function (name) { delete globalThis[name]; });

	// JSON
	var parse = JSON.parse;
	function revive(holder, key, reviver) {
		var value = holder[key], keys, i, made;
		if (value !== null && typeof value === "object") {
			if (isArray(value)) for (keys = [], i = 0; i < value.length; i++) keys[i] = `${i}`;
			else keys = Object.keys(value);
			for (i = 0; i < keys.length; i++) {
				made = revive(value, keys[i], reviver);
				if (made === undefined) delete value[keys[i]]; else value[keys[i]] = made;
			}
		}
		return reviver.call(holder, key, value);
	}
	function quote(s) { return go.quote(s); }
	function writer(replacer, indent) {
		var within = [], allowed, i;
		var replace = typeof replacer === "function" ? replacer : undefined;
		if (isArray(replacer)) for (allowed = [], i = 0; i < replacer.length; i++) allowed[i] = `${replacer[i]}`;
		function write(holder, key, margin) {
			var value = holder[key], parts = "", inner, keys, i, n, part, open, close;
			if (value !== null && value !== undefined && typeof value.toJSON === "function") value = value.toJSON(key);
			if (replace) value = replace.call(holder, key, value);
			if (value instanceof Number) value = +value;
			else if (value instanceof String) value = `${value}`;
			else if (value instanceof Boolean) value = value.valueOf();
			switch (typeof value) {
				case "string": return quote(value);
				case "number": return value - value === 0 ? `${value}` : "null";
				case "boolean": return value ? "true" : "false";
				case "object": break;
				default: return undefined;
			}
			if (value === null) return "null";
			for (i = 0; i < within.length; i++) if (within[i] === value) throw new TypeError("Converting circular structure to JSON");
			if (within.length >= go.maxNest) go.tooNested();
			within[within.length] = value;
			inner = margin + indent;
			if (isArray(value)) {
				open = "["; close = "]";
				for (n = value.length, i = 0; i < n; i++) {
					part = write(value, `${i}`, inner);
					parts += (i ? "," : "") + (indent ? "\n" + inner : "") + (part === undefined ? "null" : part);
				}
			} else {
				open = "{"; close = "}";
				keys = allowed || Object.keys(value);
				for (i = 0; i < keys.length; i++) {
					part = write(value, keys[i], inner);
					if (part !== undefined) parts += (parts ? "," : "") + (indent ? "\n" + inner : "") + quote(keys[i]) + (indent ? ": " : ":") + part;
				}
			}
			within.length--;
			return open + parts + (indent && parts ? "\n" + margin : "") + close;
		}
		return write;
	}
	safe.define(JSON, {
		parse(text, reviver) {
			text = `${text}`;
			go.checkJSON(text);
			var value = parse(text);
			return typeof reviver === "function" ? revive({ "": value }, "", reviver) : value;
		},
		stringify(value, replacer, space) {
			var indent = "";
			if (space instanceof Number) space = +space;
			if (typeof space === "number") indent = "          ".slice(0, Math.max(0, Math.min(space, 10)));
			else if (typeof space === "string" || space instanceof String) indent = `${space}`.slice(0, 10);
			return writer(replacer, indent)({ "": value }, "", "");
		},
	});
	delete JSON.rawJSON;
	delete JSON.isRawJSON;
})

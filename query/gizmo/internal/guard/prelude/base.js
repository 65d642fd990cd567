// Helpers for the files beside this one. It gives the object they are handed as safe.
(function (go) {
	"use strict";
	var call = Function.prototype.call, bind = Function.prototype.bind, show = Object.prototype.toString;
	var uncurry = bind.bind(call), defineProperty = Object.defineProperty;
	return {
		// uncurry makes a method a function that takes what it works on as its first argument.
		uncurry: uncurry,
		apply: Reflect.apply,
		construct: Reflect.construct,
		unshift: Array.prototype.unshift,
		show: uncurry(show),
		// define gives an object methods as the built-in ones are: not enumerable.
		define: function (target, methods) {
			for (var name in methods)
				defineProperty(target, name, { value: methods[name], writable: true, enumerable: false, configurable: true });
		},
		global: function (name, value) {
			defineProperty(globalThis, name, { value: value, writable: true, enumerable: false, configurable: true });
		},
	};
})

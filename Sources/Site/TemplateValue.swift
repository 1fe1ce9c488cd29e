/// What a template can show: a text, or a section as often as it stands.
protocol TemplateValue: Sendable {
  /// What a tag such as `{{name}}` puts in its place; `nil` for what has no text.
  var templateText: String? { get }

  /// The values of a section such as `{{#name}}…{{/name}}`, once for each time that it stands.
  var templateSections: [TemplateValues] { get }
}

/// Values by the names that templates use; `nil` and `false` stand for what is absent.
typealias TemplateValues = [String: any TemplateValue]

extension String: TemplateValue {
  var templateText: String? { self }
  var templateSections: [TemplateValues] { [[:]] }
}

extension Int: TemplateValue {
  var templateText: String? { "\(self)" }
  var templateSections: [TemplateValues] { [[:]] }
}

extension Bool: TemplateValue {
  var templateText: String? { nil }
  var templateSections: [TemplateValues] { self ? [[:]] : [] }
}

extension Dictionary: TemplateValue where Key == String, Value == any TemplateValue {
  var templateText: String? { nil }
  var templateSections: [TemplateValues] { [self] }
}

extension Array: TemplateValue where Element == TemplateValues {
  var templateText: String? { nil }
  var templateSections: [TemplateValues] { self }
}

extension Optional: TemplateValue where Wrapped: TemplateValue {
  var templateText: String? { self?.templateText }
  var templateSections: [TemplateValues] { self?.templateSections ?? [] }
}

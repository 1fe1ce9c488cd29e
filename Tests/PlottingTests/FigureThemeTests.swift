import Drawing
import Plotting
import Testing

/// The limits are those of WCAG 2.2: 4.5 for text (1.4.3), 3 for graphics (1.4.11).
@Suite(.serialized) struct FigureThemeTests {
  @Test(arguments: [FigureTheme.dark, .light]) func textIsLegible(theme: FigureTheme) {
    // Names at curves' ends are text in the colour of their series.
    for color in [theme.ink, theme.soft, theme.faint] + theme.series {
      #expect(color.contrast(with: theme.paper) >= 4.5)
    }
  }

  @Test(arguments: [FigureTheme.dark, .light]) func seriesCanBeToldApart(theme: FigureTheme) {
    #expect(Set(theme.series).count == 4)
    #expect(theme.series.allSatisfy { $0.contrast(with: theme.paper) >= 3 })
    #expect(theme.rule.contrast(with: theme.paper) < 2, "gridlines stay behind the curves")
  }

  @Test func darkIsDark() {
    #expect(FigureTheme.dark.isDark && !FigureTheme.light.isDark)
  }
}

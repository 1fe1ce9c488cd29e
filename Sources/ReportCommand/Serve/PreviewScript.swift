/// What a preview adds to each page: it waits for news, reloads the page where it was scrolled to, and lays
/// what went wrong over it.
enum PreviewScript {
  /// Returns the script for a page of the site that a build made, the last one or, for a moment, an earlier.
  static func html(ofVersion version: Int) -> String {
    """
    <script>
    (() => {
      const shown = \(version);
      const key = "preview-scroll";
      const kept = JSON.parse(sessionStorage.getItem(key) ?? "null");
      sessionStorage.removeItem(key);
      // A page that could not be set is short: its place is kept until it is whole again.
      let unreached = null;
      const isHere = kept?.path === location.pathname;
      history.scrollRestoration = isHere ? "manual" : "auto";
      if (isHere) {
        addEventListener("load", () => {
          scrollTo({ top: kept.top, behavior: "instant" });
          if (scrollY < kept.top - 1) unreached = kept.top;
        });
      }
      const show = (errors) => {
        document.getElementById("preview-errors")?.remove();
        if (!errors) return;
        const box = document.createElement("pre");
        box.id = "preview-errors";
        box.role = "alert";
        box.tabIndex = 0;
        box.textContent = errors;
        box.style.cssText = "position:fixed;inset:auto 0 0 0;z-index:99;max-height:60vh;margin:0;"
          + "padding:1rem 1.5rem;overflow:auto;white-space:pre-wrap;font:14px/1.5 monospace;"
          + "background:#3a1410;color:#ffe9e2;border-top:3px solid #dd8d7c";
        document.body.append(box);
      };
      let version = 0;
      const wait = async () => {
        try {
          const answer = await fetch(`/__preview?after=${version}`);
          const news = await answer.json();
          if (news.version !== shown) {
            sessionStorage.setItem(key, JSON.stringify({ path: location.pathname, top: unreached ?? scrollY }));
            location.reload();
            return;
          }
          version = news.version;
          show(news.errors);
        } catch {
          await new Promise((done) => setTimeout(done, 1000));
        }
        wait();
      };
      wait();
    })();
    </script>

    """
  }
}

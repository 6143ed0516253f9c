package io.github.cameldoshii.runner.page;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import io.github.cameldoshii.runner.MachineTool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The Chromium of this machine, without a window. Where there is none, a CI that runs as root on Debian gets Debian's; on
 * any other machine nothing is installed, and what needs a browser is skipped.
 */
final class TestBrowser implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final String VARIABLE = "CHROMIUM";
    private static final int HEIGHT = 900;

    private final Playwright playwright;
    private final Browser browser;

    /** What pages have complained about: errors and warnings of the console, exceptions, requests that failed. */
    private final List<String> complaints = new ArrayList<>();

    private TestBrowser(Path executable) {
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1", "PATH", System.getenv("PATH"))));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox", "--disable-dev-shm-usage")));
    }

    /** Starts it, or skips the test that asks. */
    static TestBrowser start() {
        return new TestBrowser(find().or(TestBrowser::install)
                .orElseGet(() -> abort("The page is not tested in a browser: there is no Chromium here. Install one"
                        + " (Debian: apt-get install chromium) or name it: CHROMIUM=/path/to/chromium")));
    }

    private static Optional<Path> find() {
        return MachineTool.find(VARIABLE, NAMES);
    }

    private static Optional<Path> install() {
        MachineTool.fetch(
                VARIABLE,
                "apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium fonts-dejavu-core");
        return find();
    }

    /** A new page, with nothing of others. */
    Page open(String url, int width, ColorScheme scheme) {
        BrowserContext context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(width, HEIGHT).setColorScheme(scheme));
        Page page = context.newPage();
        page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
        page.onPageError(error -> complaints.add("exception: " + error));
        page.onRequestFailed(request -> complaints.add("failed: " + request.url()));
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.navigate(url);
        return page;
    }

    /** Closes all pages. */
    void closePages() {
        browser.contexts().forEach(BrowserContext::close);
        complaints.clear();
    }

    /** All complaints so far, which are forgotten then. */
    List<String> takeComplaints() {
        List<String> taken = List.copyOf(complaints);
        complaints.clear();
        return taken;
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}

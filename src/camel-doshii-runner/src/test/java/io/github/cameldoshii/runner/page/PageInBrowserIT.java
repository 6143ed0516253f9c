package io.github.cameldoshii.runner.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.cameldoshii.simulator.fault.Action;
import io.github.cameldoshii.simulator.fault.Actions;
import io.github.cameldoshii.simulator.fault.Fault;
import io.github.cameldoshii.simulator.fault.Match;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page as a person meets it, in Chromium. What it looks like is kept in target/page. */
@Timeout(180)
class PageInBrowserIT {

    private static final Path PICTURES = Path.of(System.getProperty("module.directory"), "target", "page");
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    private static TestBrowser browser;
    private static String axe;

    private PageUnderTest served;

    @BeforeAll
    static void startBrowser() throws IOException {
        browser = TestBrowser.start();
        try (InputStream script = PageInBrowserIT.class.getResourceAsStream("/axe.min.js")) {
            axe = new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @AfterAll
    static void endBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void serve() throws Exception {
        served = PageUnderTest.start();
        await().until(served::isLive);
    }

    @AfterEach
    void end() {
        browser.closePages();
        served.close();
    }

    private Page openDemo(int width, ColorScheme scheme) {
        return browser.open("http://localhost:" + served.simulatorPort() + "/", width, scheme);
    }

    private Page openRun() {
        return browser.open("http://localhost:" + served.runPort() + "/", WIDE, ColorScheme.LIGHT);
    }

    private static void assertWord(Page page, String word) {
        assertThat(page.locator("#verdict-word")).hasText(word);
    }

    private void order(String... statuses) {
        String id =
                served.simulator().orders().create(Map.of("status", "pending")).id();
        Stream.of(statuses).forEach(status -> served.simulator().orders().update(id, status));
    }

    /** An outage, a gap, what was recovered, and events of several types. */
    private void live() {
        served.simulator()
                .faults()
                .add(Fault.on(Match.upgrade()).then(Actions.status(503)).times(1));
        served.simulator().dropConnections();
        order("accepted");
        await().until(() -> served.finished() > 0);
        order("accepted", "complete");
        order("accepted");
        order();
        served.simulator().checkins().create();
        served.simulator().bookings().create();
    }

    @Test
    void shows_at_both_widths_light_and_dark_without_a_complaint_or_an_obstacle() {
        List<Page> pages = Stream.of(WIDE, NARROW)
                .flatMap(width -> Stream.of(ColorScheme.LIGHT, ColorScheme.DARK).map(scheme -> openDemo(width, scheme)))
                .toList();
        pages.forEach(page -> assertWord(page, "Connected, and quiet"));
        live();
        for (Page page : pages) {
            assertWord(page, "Events flow");
            assertThat(page.locator("#event-rows tr").first()).containsText("booking_created");
            assertThat(page.locator("#moments")).containsText("disconnected");
            assertThat(page.locator("#moments")).containsText("recovered");
            assertThat(page.locator("#order-rows tr")).hasCount(4);
            assertThat((Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as("nothing is wider than the window")
                    .isTrue();
            String scheme =
                    (String) page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'");
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(PICTURES.resolve("demo-" + page.viewportSize().width + "-" + scheme + ".png")));
            assertThat(obstacles(page)).isEmpty();
        }
        assertThat(browser.takeComplaints()).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> obstacles(Page page) {
        page.evaluate(axe);
        return (List<String>) page.evaluate("axe.run({resultTypes: ['violations']}).then(results => results.violations"
                + ".filter(one => ['serious', 'critical'].includes(one.impact))"
                + ".map(one => one.id + ': ' + one.nodes.map(node => node.html).join(' ')))");
    }

    @Test
    void tells_an_outage_and_why_and_that_it_has_ended() {
        Page page = openRun();
        assertWord(page, "Connected, and quiet");
        Fault refused = Fault.on(Match.upgrade()).then(Actions.status(401));
        served.simulator().faults().add(refused);
        served.simulator().dropConnections();
        assertWord(page, "Refused by the service");
        assertThat(page.locator("#verdict-why")).containsText("401");
        assertThat(page.locator("#connections .state")).hasText("refused");
        assertThat(page.locator("#timeline .down").last()).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(PICTURES.resolve("run-refused.png")));
        assertThat(obstacles(page)).isEmpty();
        assertThat(page.locator("#orders")).isHidden();
        assertThat(page.locator("#faults")).isHidden();

        served.closePageOfRun();
        assertWord(page, "This page has lost its server");
        // Chromium itself says that the socket cannot be opened again.
        assertThat(browser.takeComplaints()).allMatch(complaint -> complaint.contains("/page/socket"));
    }

    @Test
    void text_of_the_service_stays_text() {
        Page page = openDemo(WIDE, ColorScheme.LIGHT);
        assertWord(page, "Connected, and quiet");
        String evil = "<img src=x onerror=alert(1)>";
        served.simulator()
                .emit(
                        "order_<b>created",
                        "{\"id\":\"" + evil + "\",\"locationId\":\"</td><script>alert(2)</script>\"}");
        assertThat(page.locator("#event-rows td.id").first()).hasText(evil);
        assertThat(page.locator("#event-rows th.type").first()).hasText("order_<b>created");
        assertThat(page.locator("#types th").first()).hasText("order_<b>created");
        assertThat(page.locator("img, main script, main b")).hasCount(0);
        assertThat(browser.takeComplaints()).isEmpty();
    }

    @Test
    void everything_can_be_done_by_the_keyboard_alone_and_the_focus_is_seen() {
        Page page = openDemo(WIDE, ColorScheme.LIGHT);
        assertWord(page, "Connected, and quiet");

        tabTo(page, "New order");
        page.keyboard().press("Enter");
        assertThat(page.locator("#order-rows td.status")).hasText("pending");
        tabTo(page, "Accept order");
        page.keyboard().press("Enter");
        assertThat(page.locator("#order-rows td.status")).hasText("accepted");
        tabTo(page, "Complete order");
        page.keyboard().press("Space");
        assertThat(page.locator("#order-rows td.status")).hasText("complete");
        assertThat(page.locator("#event-rows tr")).hasCount(3);
        tabTo(page, "Cancel order");
        page.keyboard().press("Enter");
        assertThat(page.locator("#order-rows td.status")).hasText("complete");

        page.locator("body").press("Home");
        page.evaluate("document.activeElement.blur()");
        tabTo(page, "Filter");
        page.keyboard().type("created");
        assertThat(page.locator("#event-rows tr")).hasCount(1);
        tabTo(page, "Hold still");
        page.keyboard().press("Enter");
        served.simulator().emit("order_created", "{\"id\":\"later\"}");
        assertThat(page.locator("#events-note")).containsText("1 newer");
        assertThat(page.locator("#event-rows tr")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator("#event-rows tr")).hasCount(2);
        assertThat(browser.takeComplaints()).isEmpty();
    }

    /** Presses Tab until what has the focus is called so. */
    private static void tabTo(Page page, String name) {
        for (int presses = 0; presses < 150; presses++) {
            page.keyboard().press("Tab");
            ElementHandle focused =
                    page.evaluateHandle("document.activeElement").asElement();
            String label = (String) page.evaluate(
                    "element => (element.placeholder || element.textContent).replace(/\\s+/g, ' ').trim()", focused);
            if (Boolean.TRUE.equals(page.evaluate("element => element === document.body", focused))) {
                // Between the last element and the first one.
                continue;
            }
            assertThat((String) page.evaluate("element => getComputedStyle(element).outlineStyle", focused))
                    .as("the focus is seen at '%s'", label)
                    .isEqualTo("solid");
            if (label.startsWith(name)) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + name);
    }

    @Test
    @SuppressWarnings("unchecked")
    void there_is_a_button_for_each_fault_and_the_simulator_takes_it() {
        Page page = openDemo(WIDE, ColorScheme.LIGHT);
        assertWord(page, "Connected, and quiet");
        List<String> offered = (List<String>) page.evaluate("import('/page/faults.js').then(faults => faults.GROUPS"
                + ".flatMap(group => group.faults.map(fault => fault[2]?.action?.do ?? '')))");
        List<String> actions = Stream.of(
                        Action.class.getAnnotation(JsonSubTypes.class).value())
                .map(JsonSubTypes.Type::name)
                .toList();
        assertThat(offered).containsAll(actions);

        List<Locator> buttons = page.locator("#fault-groups button").all();
        assertThat(buttons).hasSameSizeAs(offered);
        for (Locator button : buttons) {
            String label = button.textContent();
            page.evaluate("document.getElementById('control-result').textContent = ''");
            button.dispatchEvent("click");
            assertThat(page.locator("#control-result")).hasText(label + ": done");
            served.simulator().faults().clear();
        }
        assertThat(browser.takeComplaints()).isEmpty();
    }

    /** Of a processor, whatever else runs. */
    private static double busySeconds(CDPSession devTools) {
        for (JsonElement metric : devTools.send("Performance.getMetrics").getAsJsonArray("metrics")) {
            if (metric.getAsJsonObject().get("name").getAsString().equals("TaskDuration")) {
                return metric.getAsJsonObject().get("value").getAsDouble();
            }
        }
        throw new AssertionError("Chromium does not tell TaskDuration");
    }

    @Test
    void beside_a_simulator_alone_it_tells_who_is_connected_and_what_was_sent() {
        Page page = browser.open("http://localhost:" + served.simulatorPagePort() + "/", WIDE, ColorScheme.DARK);
        assertWord(page, "1 client is connected");
        order("accepted");
        assertThat(page.locator("#event-rows tr")).hasCount(2);
        assertThat(page.locator("#event-rows td.origin").first()).hasText("sent");
        assertThat(page.locator("#connections h3")).hasText("Connection 1");
        served.simulator().faults().add(Fault.on(Match.upgrade()).then(Actions.status(503)));
        served.simulator().dropConnections();
        assertWord(page, "Nobody is connected");
        order();
        assertThat(page.locator("#event-rows td.origin").first()).hasText("nobody connected");
        assertThat(page.locator("#moments")).containsText("refused");
        assertThat(page.locator("#connections-empty")).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("simulator.png")));
        assertThat(browser.takeComplaints()).isEmpty();
    }

    @Test
    void stays_responsive_with_a_thousand_events_a_second() {
        Page page = openDemo(WIDE, ColorScheme.LIGHT);
        assertWord(page, "Connected, and quiet");
        page.evaluate(
                """
                () => {
                  window.longest = 0;
                  let last = performance.now();
                  const turn = () => {
                    const now = performance.now();
                    window.longest = Math.max(window.longest, now - last);
                    last = now;
                    setTimeout(turn, 10);
                  };
                  turn();
                }""");
        CDPSession devTools = page.context().newCDPSession(page);
        JsonObject threadTime = new JsonObject();
        threadTime.addProperty("timeDomain", "threadTicks");
        devTools.send("Performance.enable", threadTime);
        double before = busySeconds(devTools);
        long start = System.nanoTime();
        for (int second = 1; second <= 5; second++) {
            for (int tenth = 1; tenth <= 10; tenth++) {
                for (int event = 0; event < 100; event++) {
                    served.simulator().emit("order_updated", "{\"id\":\"" + event + "\",\"locationId\":\"aH43yx2Q\"}");
                }
                long due = start + (second * 10L + tenth - 10) * 100_000_000L;
                page.waitForTimeout(Math.max(1, (due - System.nanoTime()) / 1e6));
            }
        }
        double busy = (busySeconds(devTools) - before) / 5;
        double longest = ((Number) page.evaluate("window.longest")).doubleValue();
        System.out.printf("the page's thread is busy %.0f%% of the time, for %.0f ms at most%n", 100 * busy, longest);
        assertThat(busy).as("share of a processor that the page takes").isLessThan(0.5);
        assertThat(longest)
                .as("the longest time that the page does not react, in ms, on a machine that does other things too")
                .isLessThan(1_000);
        assertThat(page.locator("#event-rows tr")).hasCount(100);
        assertThat(page.locator("#types td").last()).hasText("5,000");
        assertThat(Integer.parseInt(
                        page.locator("#types td").first().textContent().replaceAll("\\D", "")))
                .as("a second")
                .isBetween(400, 1_500);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve("demo-thousand-a-second.png")));
        assertThat(browser.takeComplaints()).isEmpty();
    }
}

package org.maillage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/**
 * A person at a real browser, before the demonstration: its network, its people, its calls. Browser tests share one
 * context and one Chromium; each opens windows of its own.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"db-scheduler.enabled=false", "management.server.port=0", "logging.level.root=warn"})
@AutoConfigureMockMvc
@ActiveProfiles("demonstration")
@ContextConfiguration(initializers = TestDatabase.class)
@Import(TestClock.Configuration.class)
public abstract class BrowserTest {
    private static @Nullable Browser browser;
    private final List<BrowserContext> windows = new ArrayList<>();

    @LocalServerPort
    private int port;

    private static synchronized Browser browser() {
        if (browser == null) {
            var playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(Path.of(System.getProperty("maillage.chromium", "/usr/bin/chromium")))
                            .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking")));
        }
        return browser;
    }

    /** A window of a visitor who was never here, 1280 pixels wide. */
    protected Page visitor() {
        return visitor(1280, true);
    }

    protected Page visitor(int width, boolean javaScript) {
        var window = browser()
                .newContext(new Browser.NewContextOptions()
                        .setBaseURL(base())
                        .setLocale("fr-FR")
                        .setReducedMotion(ReducedMotion.REDUCE) // colours on their way fail axe by chance
                        .setJavaScriptEnabled(javaScript)
                        .setViewportSize(width, width < 600 ? 844 : 900));
        window.setDefaultTimeout(10_000);
        windows.add(window);
        return window.newPage();
    }

    /** Signs in with a demonstration account, by its button on the sign-in page. */
    protected Page signedIn(String account) {
        Page page = visitor();
        page.navigate("/connexion");
        page.locator("button[name=compte][value=" + account + "]").click();
        return page;
    }

    protected String base() {
        return "http://localhost:" + port;
    }

    /** Fails on any violation that axe finds, and on a page wider than its window; keeps a picture under target/screens. */
    protected void looksRight(Page page, String name) {
        for (int width : new int[] {1280, 390}) {
            page.setViewportSize(width, width < 600 ? 844 : 900);
            picture(page, Path.of("target", "screens", name + "-" + width + ".png"));
            assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                    .as("%s at %d pixels scrolls sideways", name, width)
                    .isLessThanOrEqualTo(width);
            assertThat(axe(page)).as("axe on %s at %d pixels", name, width).isEmpty();
        }
        page.setViewportSize(1280, 900);
    }

    /** The same for a page that is no page of ours, such as the HTML part of a mail: as its reader shows it, by day and by night. */
    protected void looksRightAlone(String html, String name) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            Page page = visitor();
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            page.setContent(html);
            looksRight(page, name + (scheme == ColorScheme.DARK ? "-dark" : ""));
        }
    }

    /**
     * Before a picture Playwright runs a script in every frame, and so does its axe. In a frame in which nothing may run, as
     * that of a mail, the answer never comes. So such a page is pictured by Chromium itself, and axe looks at the page
     * around the frame; what the frame shows is looked at alone.
     */
    private static void picture(Page page, Path file) {
        if (page.frames().size() == 1) {
            page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
            return;
        }
        CDPSession chromium = page.context().newCDPSession(page);
        JsonObject size = chromium.send("Page.getLayoutMetrics").getAsJsonObject("cssContentSize");
        size.addProperty("scale", 1);
        var wanted = new JsonObject();
        wanted.add("clip", size);
        wanted.addProperty("captureBeyondViewport", true);
        String picture =
                chromium.send("Page.captureScreenshot", wanted).get("data").getAsString();
        chromium.detach();
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, Base64.getDecoder().decode(picture));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<?> axe(Page page) {
        if (page.frames().size() == 1) return new AxeBuilder(page).analyze().getViolations();
        page.evaluate(AxeBuilder.getAxeScript());
        return (List<?>)
                page.evaluate(
                        "axe.run({exclude: [['iframe']]}, {iframes: false, resultTypes: ['violations']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html).join(' ')))");
    }

    @AfterEach
    void closeWindows() {
        windows.forEach(BrowserContext::close);
        windows.clear();
    }
}

package org.maillage.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A client over real HTTP that keeps its cookies as a browser does, and follows no redirection by itself. */
public final class Visitor {
    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI base;

    public Visitor(int port) {
        base = URI.create("http://localhost:" + port);
    }

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    /** Posts {@code fields} with the form token that the page {@code from} holds. */
    public HttpResponse<String> submit(String from, String path, Map<String, String> fields) {
        var token = Jsoup.parse(get(from).body()).selectFirst("input[name=_csrf]");
        if (token == null) throw new AssertionError(from + " holds no form");
        var all = new java.util.HashMap<>(fields);
        all.put("_csrf", token.val());
        return post(path, all);
    }

    /** Posts {@code fields} as they are. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        String body = fields.entrySet().stream()
                .map(f -> encode(f.getKey()) + "=" + encode(f.getValue()))
                .collect(Collectors.joining("&"));
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** Signs in with a demonstration account. */
    public Visitor signedIn(String account) {
        var answer = submit("/connexion", "/connexion/demonstration", Map.of("compte", account));
        if (answer.statusCode() != 302) throw new AssertionError("Sign-in answered " + answer.statusCode());
        return this;
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(c -> c.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Puts a cookie in this visitor's jar. */
    public void cookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(base, cookie);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path));
    }

    /** The bytes of a file. */
    public HttpResponse<byte[]> download(String path) {
        return send(request(path).GET(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> as) {
        try {
            return http.send(request.build(), as);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

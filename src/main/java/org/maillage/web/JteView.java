package org.maillage.web;

import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/** A page from a compiled jte template. It is rendered whole before the first byte leaves, so that an error is a clean error page. */
public class JteView extends AbstractUrlBasedView {
    private @Nullable TemplateEngine templates;
    private @Nullable Pages pages;

    void use(TemplateEngine templates, Pages pages) {
        this.templates = templates;
        this.pages = pages;
    }

    @Override
    public boolean checkResource(java.util.Locale locale) {
        return Objects.requireNonNull(templates).hasTemplate(template());
    }

    @Override
    protected void renderMergedOutputModel(
            Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
        Page page = Objects.requireNonNull(pages).of(request, model.get("done"));
        model.put("page", page);
        var output = new Utf8ByteOutput();
        Objects.requireNonNull(templates).render(template(), model, output);
        byte[] body = output.toByteArray();
        if (page.sameForAll() && response.getStatus() == 200 && PageCache.mayKeep(request)) {
            PageCache.offer(request, body);
            String etag = PageCache.etag(body);
            PageCache.revalidated(response, etag);
            if (etag.equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
                response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
                return;
            }
        }
        response.setContentType("text/html;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private String template() {
        return getUrl() + ".jte";
    }
}

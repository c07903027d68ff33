package org.maillage.identity;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.maillage.web.LocalPath;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/**
 * What somebody was about to do when they were asked who they are. It waits in their own browser, on the page that asks:
 * nothing of it is kept here.
 *
 * @param form whether it was sent by a form; a page that is only read waits by its address
 * @param path where it goes on
 * @param fields what the form had sent, in its order
 * @param files whether it had sent files too: these cannot wait, and must be chosen again
 */
public record HeldAct(boolean form, String path, List<Field> fields, boolean files) {

    public record Field(String name, String value) {}

    static HeldAct of(HttpServletRequest request) {
        String path = request.getRequestURI();
        if (!"POST".equals(request.getMethod())) {
            String query = request.getQueryString();
            return new HeldAct(false, LocalPath.of(query == null ? path : path + "?" + query), List.of(), false);
        }
        var fields = new ArrayList<Field>();
        request.getParameterMap().forEach((name, values) -> {
            if (!name.equals("_csrf"))
                Arrays.stream(values).map(value -> new Field(name, value)).forEach(fields::add);
        });
        boolean files = request instanceof MultipartHttpServletRequest parts
                && parts.getMultiFileMap().values().stream()
                        .flatMap(List::stream)
                        .anyMatch(file -> !file.isEmpty());
        return new HeldAct(true, LocalPath.of(path), fields, files);
    }

    /** Where a link leads that is asked for meanwhile: to the page itself, or beside the form. */
    public String way() {
        return form ? FreshSignInController.DONE : path;
    }
}

package org.maillage.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the parameters before anything else does: broken encodings, too many or too long fields end here, as the
 * client's error and without a word in the log (Tomcat would quote the value). So does the one character that no text
 * of PostgreSQL can hold.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10) // after the character encoding is set, before sessions and security
class HostileInput extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int refused = refused(request);
        if (refused == 0) chain.doFilter(request, response);
        else response.sendError(refused);
    }

    /** The status to answer, or 0 when the parameters can be read. */
    private static int refused(HttpServletRequest request) {
        try {
            return request.getParameterMap().entrySet().stream().anyMatch(HostileInput::holdsNull)
                    ? HttpServletResponse.SC_BAD_REQUEST
                    : 0;
        } catch (InvalidParameterException e) {
            return e.getErrorCode();
        }
    }

    private static boolean holdsNull(Map.Entry<String, String[]> parameter) {
        return parameter.getKey().indexOf('\0') >= 0
                || Arrays.stream(parameter.getValue()).anyMatch(value -> value.indexOf('\0') >= 0);
    }
}

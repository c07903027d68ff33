package org.maillage.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.maillage.kernel.NotFound;
import org.maillage.kernel.Refused;
import org.maillage.kernel.StaleVersion;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Every failure ends on a page that says what happened and what to do, in words; details go to the log only. */
@Controller
@ControllerAdvice
@OpenToAll
class ErrorPages implements ErrorController {
    private final Languages languages;

    ErrorPages(Languages languages) {
        this.languages = languages;
    }

    /** What the servlet container forwards to: 403, 404, 405, 500… */
    @RequestMapping("/error")
    String error(HttpServletRequest request, HttpServletResponse response, Model model) {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        SecurityHeaders.complete(response);
        Optional<KeptForm> kept = KeptForm.keptFor(request);
        if (kept.isPresent()) {
            model.addAttribute("form", kept.get());
            model.addAttribute("status", response.getStatus());
            return "web/kept"; // under the status that the container set: 401 or 403
        }
        return page(status instanceof Integer code ? code : 404, response, model);
    }

    @ExceptionHandler({NotFound.class, NoResourceFoundException.class})
    String notFound(HttpServletResponse response, Model model) {
        return page(404, response, model);
    }

    @ExceptionHandler
    String conflict(StaleVersion e, HttpServletResponse response, Model model) {
        return page(409, response, model);
    }

    @ExceptionHandler
    String tooLarge(MaxUploadSizeExceededException e, HttpServletResponse response, Model model) {
        return page(413, response, model);
    }

    /** A form without the file that its address expects, of another kind, or cut on its way. */
    @ExceptionHandler({MultipartException.class, ConversionNotSupportedException.class})
    String noFile(HttpServletResponse response, Model model) {
        return page(400, response, model);
    }

    @ExceptionHandler
    String tooMany(TooManyRequests e, HttpServletResponse response, Model model) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(e.waitFor().toSeconds() + 1));
        return page(429, response, model);
    }

    /** A refusal that its controller did not put beside a field: an act that had no form. */
    @ExceptionHandler
    String refused(Refused e, HttpServletRequest request, HttpServletResponse response, Model model) {
        Texts texts = languages.in(RequestContextUtils.getLocale(request));
        model.addAttribute("detail", texts.localize(e.violations().getFirst()));
        return page(422, response, model);
    }

    private String page(int status, HttpServletResponse response, Model model) {
        response.setStatus(status);
        model.addAttribute("status", status);
        return "web/error";
    }
}

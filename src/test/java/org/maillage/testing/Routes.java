package org.maillage.testing;

import java.util.Arrays;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Opens routes of a test's own for as long as the test lasts, in the context that all tests share. */
public final class Routes implements AutoCloseable {
    private final RequestMappingHandlerMapping mapping;
    private final java.util.List<RequestMappingInfo> opened = new java.util.ArrayList<>();

    public Routes(RequestMappingHandlerMapping mapping) {
        this.mapping = mapping;
    }

    /** Opens {@code path}, answered by the one method of that name that {@code controller} has. */
    public Routes open(RequestMethod method, String path, Object controller, String handler) {
        var info = RequestMappingInfo.paths(path)
                .methods(method)
                .options(mapping.getBuilderConfiguration())
                .build();
        var java = Arrays.stream(controller.getClass().getDeclaredMethods())
                .filter(m -> m.getName().equals(handler))
                .findFirst()
                .orElseThrow();
        mapping.registerMapping(info, controller, java);
        opened.add(info);
        return this;
    }

    @Override
    public void close() {
        opened.forEach(mapping::unregisterMapping);
    }
}

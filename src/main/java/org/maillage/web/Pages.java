package org.maillage.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.maillage.platform.PublicAddress;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.springframework.web.servlet.support.RequestContextUtils;

/** Makes the {@link Page} of a request. */
@Component
class Pages {
    private final Languages languages;
    private final SiteIdentity identity;
    private final PublicAddress address;
    private final ResourceUrlProvider assets;
    private final boolean demonstration;
    private final ObjectProvider<Notice> notices;

    Pages(
            Languages languages,
            SiteIdentity identity,
            PublicAddress address,
            ResourceUrlProvider assets,
            Environment environment,
            ObjectProvider<Notice> notices) {
        this.languages = languages;
        this.identity = identity;
        this.address = address;
        this.assets = assets;
        this.demonstration = Arrays.asList(environment.getActiveProfiles()).contains("demonstration");
        this.notices = notices;
    }

    Page of(HttpServletRequest request, @Nullable Object done) {
        return new Page(
                languages.in(RequestContextUtils.getLocale(request)),
                request,
                RouteAccess.currentMember(),
                identity,
                address,
                assets,
                demonstration,
                done instanceof String key ? key : null,
                notices.orderedStream().toList());
    }
}

package org.maillage.identity;

import java.util.List;
import org.maillage.web.Errors;
import org.maillage.web.LocalPath;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** The page at the door, with every way in that this platform has. */
@Component
class SignInPage {
    private final ObjectProvider<DemonstrationAccounts> demonstration;
    private final ObjectProvider<OrganisationSignIn> organisation;

    SignInPage(ObjectProvider<DemonstrationAccounts> demonstration, ObjectProvider<OrganisationSignIn> organisation) {
        this.demonstration = demonstration;
        this.organisation = organisation;
    }

    /**
     * @param way page to go to once signed in
     * @param email what was typed
     * @param notice {@code expired}, {@code out} or nothing
     * @return the view
     */
    String show(String way, String email, Errors errors, String notice, Model model) {
        model.addAttribute("notice", notice);
        model.addAttribute("suite", LocalPath.of(way));
        model.addAttribute("email", email);
        model.addAttribute("errors", errors);
        organisation.ifAvailable(trusted -> model.addAttribute("organisation", trusted.name()));
        var accounts = demonstration.getIfAvailable();
        model.addAttribute("accounts", accounts == null ? List.<Account>of() : accounts.all());
        return "identity/connexion";
    }
}

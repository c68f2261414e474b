import { signOut } from '../flows/sign-out.ts'
import { readAssets } from './assets.ts'
import { comparePage } from './compare-page.ts'
import { createCookies } from './cookies.ts'
import { fileCopyPage } from './copies-pages.ts'
import { decide, decidePage } from './decide-pages.ts'
import type { Pages } from './desk.ts'
import { differ, differNot, differPage } from './differ-page.ts'
import { type Asked, elsewhere, formFor, pageFor, type Reply, type Sent } from './for-members.ts'
import { dropFormDraftPage, keepFormDraftData } from './form-drafts.ts'
import { securityHeaders } from './headers.ts'
import { incidentsPage } from './incidents-page.ts'
import { actOnMaterial, materialPage, restorePage } from './material-page.ts'
import { addMaterialPage } from './material-pages.ts'
import { dropDraftPage, keepDraftData, partPage, savePartPage, versionsPage } from './parts-pages.ts'
import { removedPage } from './removed-page.ts'
import { reviewPage } from './review-page.ts'
import { searchPage } from './search-page.ts'
import type { Route } from './server.ts'
import { signInRoutes } from './sign-in.ts'
import { sessionCookie } from './visitor.ts'

/** Everything that people see in a browser. Only the way in, and the style of the pages, are there for those who are not signed in. */
export function createPages(publicUrl: string, desk: Pages['desk']) {
  const pages: Pages = { publicUrl, assets: readAssets(), cookies: createCookies(publicUrl), desk }
  const routes: Route[] = [
    ...pages.assets.routes,
    ...signInRoutes(pages),
    formFor(pages, '/sign-out', leave),
    pageFor(pages, '/', incidentsPage),
    pageFor(pages, '/search', searchPage),
    pageFor(pages, '/form-key', formKey),
    pageFor(pages, '/INC-:number', reviewPage),
    pageFor(pages, '/INC-:number/compare', comparePage),
    pageFor(pages, '/INC-:number/files/:entry/:file', fileCopyPage),
    pageFor(pages, '/INC-:number/decide/:decision', decidePage),
    formFor(pages, '/INC-:number/decide/:decision', decide),
    formFor(pages, '/INC-:number/add/:kind', addMaterialPage),
    formFor(pages, '/INC-:number/add/:kind/draft', keepFormDraftData),
    formFor(pages, '/INC-:number/add/:kind/drop', dropFormDraftPage),
    formFor(pages, '/INC-:number/material/:ref/:verb/draft', keepFormDraftData),
    formFor(pages, '/INC-:number/material/:ref/:verb/drop', dropFormDraftPage),
    pageFor(pages, '/INC-:number/differ', differPage),
    formFor(pages, '/INC-:number/differ', differ),
    formFor(pages, '/INC-:number/differ/not', differNot),
    pageFor(pages, '/INC-:number/material/:ref', materialPage),
    formFor(pages, '/INC-:number/material/:ref/:verb', actOnMaterial),
    pageFor(pages, '/INC-:number/removed', removedPage),
    formFor(pages, '/INC-:number/restore/:ref', restorePage),
    pageFor(pages, '/INC-:number/parts/:part', partPage),
    formFor(pages, '/INC-:number/parts/:part', savePartPage),
    formFor(pages, '/INC-:number/parts/:part/draft', keepDraftData),
    formFor(pages, '/INC-:number/parts/:part/drop', dropDraftPage),
    pageFor(pages, '/INC-:number/parts/:part/versions', versionsPage),
  ]
  return { routes, otherwise: elsewhere(pages), headers: securityHeaders(publicUrl) }
}

/** For the page's script, where somebody has signed in again in another window while they wrote in this one. */
async function formKey({ visitor }: Asked): Promise<Reply> {
  return { status: 200, data: { formKey: visitor.formKey } }
}

async function leave({ pages, desk, request, response }: Sent): Promise<Reply> {
  const token = pages.cookies.read(request, sessionCookie)
  if (token !== null) await signOut(desk.ctx, token)
  pages.cookies.remove(response, sessionCookie)
  return { goTo: '/signed-out' }
}

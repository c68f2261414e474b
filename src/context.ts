import type { Logger } from 'pino'
import type { Config } from './config.ts'
import type { Clock } from './core/clock.ts'
import type { Seals } from './core/seal.ts'
import type { Db } from './store/db.ts'

/** What every flow is given first. There is no Slack client in it: a flow commits, a job delivers. */
export type Ctx = { db: Db; clock: Clock; log: Logger; config: Config; seals: Seals }
